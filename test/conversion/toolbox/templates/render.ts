import type { Converter } from '../../../../shared/conversion/converter.ts';
import type { NamedFile } from '../../../../shared/conversion/files.ts';
import { zipContents } from '../../../../shared/conversion/inputs/zipContents.ts';
import { defaultInputLimits } from '../../../../shared/conversion/limits.ts';
import { stepsSchema } from '../../../../shared/conversion/steps/steps.ts';
import { docx } from '../../ooxml.ts';
import { never } from '../../sample.ts';
import { sharedConverter } from '../../sharedConverter.ts';

/** Options of a `render` step. */
export interface Render {
  data?: unknown;
  dataFile?: string;
  files?: string[];
  fileName?: string;
  locale?: string;
  timeZone?: string;
  missing?: 'error' | 'empty';
}

/** Functions that render templates. */
export function renderer(converter: Pick<Converter, 'convert'> = sharedConverter) {
  const render = async (files: NamedFile[], options: Render) => {
    const steps = stepsSchema.parse([{ type: 'render', ...options }]);
    return (await converter.convert({ files, steps, signal: never })).files;
  };
  return {
    render,
    /** Renders a DOCX with this body. @returns the paragraphs of the first result */
    word: async (body: string, data: unknown, options: Render = {}, more: NamedFile[] = []) => {
      const files = await render([{ name: 'a.docx', bytes: await docx(body) }, ...more], {
        data,
        ...options,
      });
      return linesOf(files[0]?.bytes);
    },
    /** Renders an HTML page. @returns the first result */
    page: async (text: string, data: unknown, options: Render = {}, more: NamedFile[] = []) => {
      const page = { name: 'a.html', bytes: Buffer.from(text) };
      const [file] = await render([page, ...more], { data, ...options });
      return new TextDecoder().decode(file?.bytes);
    },
  };
}

/** A part of a DOCX. */
export async function part(bytes: Uint8Array | undefined, name = 'word/document.xml'): Promise<string> {
  const { zip } = defaultInputLimits;
  const parts = await zipContents(bytes ?? new Uint8Array(), zip, (each) => each === name, 2 ** 26);
  return parts.get(name)?.toString('utf8') ?? '';
}

/** The text of each paragraph, with line feeds for line breaks. */
export async function linesOf(bytes: Uint8Array | undefined): Promise<string[]> {
  const paragraphs = (await part(bytes)).match(/<w:p[ >].*?<\/w:p>/gs) ?? [];
  return paragraphs.map((each) =>
    each
      .replace(/<w:br\/>/g, '\n')
      .replace(/<[^>]*>/g, '')
      .replace(
        /&(lt|gt|quot|apos|amp);/g,
        (_, name) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name as 'lt'],
      ),
  );
}
