import { DocumentRefused } from '../../engines/engine.ts';
import { decodeText } from '../../inputs/textEncoding.ts';
import { footnotes } from './footnotes.ts';
import { withoutFrontMatter } from './frontMatter.ts';

/**
 * Converts Markdown (GitHub's flavour) to the content of an HTML body. Raw HTML is kept.
 * @returns the HTML, and the title that the front matter names
 * @throws DocumentRefused `corrupt_file` when its blocks are nested too deeply
 */
export async function markdownBody(
  bytes: Uint8Array,
  encoding?: string,
): Promise<{ html: string; title?: string | undefined }> {
  const { Marked } = await import('marked');
  const { text, title } = withoutFrontMatter((await decodeText(bytes, encoding)).replace(/\r\n?/g, '\n'));
  const html = await new Marked(footnotes())
    .parse(text, { gfm: true, async: true })
    .catch((cause: unknown) => {
      throw new DocumentRefused('corrupt_file', { cause });
    });
  return { html, title };
}
