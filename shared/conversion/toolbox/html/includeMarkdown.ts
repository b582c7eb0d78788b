import { DocumentRefused } from '../../engines/engine.ts';
import { pageBytes, pageText } from '../../inputs/pageEncoding.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { templateTooLarge } from '../templates/refusals.ts';
import { templateLimits } from '../templates/templateLimits.ts';
import { markdownBody } from './markdownBody.ts';

/** Gotenberg's tag, such as `{{ toHTML "chapter.md" }}`. */
const tag = /\{\{-?\s*toHTML\s+"([^"{}]{1,255})"\s*-?\}\}/;

/**
 * Replaces the tags of an HTML page with the Markdown files that they name, as HTML.
 * @throws DocumentRefused `template_error` if there is no such file; `template_too_large`
 */
export const includeMarkdown: Operation<{ encoding?: string }> = async ({ files, resources, options }) => {
  const { name, bytes } = singleFile({ files });
  // Text and names of files in turn.
  const parts = (await pageText(bytes, options.encoding)).split(tag);
  const bodies = new Map<string, string>();
  for (const named of new Set(parts.filter((_, index) => index % 2 === 1))) {
    const file = resources.find((each) => each.name === named);
    if (!file)
      throw new DocumentRefused('template_error', {
        detail: `The page includes “${named}”, and no input has this name.`,
      });
    bodies.set(named, (await markdownBody(file.bytes)).html);
  }
  // A page can name a large file thousands of times.
  const filled = parts.map((part, index) => (index % 2 === 1 ? (bodies.get(part) ?? '') : part));
  if (filled.reduce((sum, { length }) => sum + length, 0) > templateLimits.characters)
    throw templateTooLarge(
      `The page with its Markdown files has more characters than the limit of ${templateLimits.characters}.`,
    );
  return { files: [{ name, bytes: pageBytes(filled.join('')) }] };
};
