import type { FormatName } from '../../formats/formats.ts';
import { allParts, selectedParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import type { PaperSize } from './documentPaper.ts';

/** A twentieth of a point, the unit of both formats. */
const perInch = 1440;

/** Adds a paper to a DOCX or RTF that names none. Other documents are returned unchanged. */
export async function withTextPaper(
  bytes: Uint8Array,
  from: FormatName,
  { width, height }: PaperSize,
): Promise<Uint8Array> {
  const [w, h] = [Math.round(width * perInch), Math.round(height * perInch)];
  if (from === 'docx') return withDocxPaper(bytes, w, h);
  return from === 'rtf' ? withRtfPaper(bytes, w, h) : bytes;
}

const mainPart = /^word\/document\d*\.xml$/;

/** Sections without a page size (ECMA-376 part 1, 17.6.13) are those of a document without any. */
async function withDocxPaper(bytes: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const { parts } = await selectedParts(bytes, (name) => mainPart.test(name), Number.POSITIVE_INFINITY);
  const [[path, content] = []] = parts;
  const xml = content?.toString('utf8') ?? '';
  const [, prefix] = /<(\w+:)?body[\s>]/.exec(xml) ?? [];
  if (path === undefined || prefix === undefined || /<(?:\w+:)?pgSz[\s/>]/.test(xml)) return bytes;
  const size = `<${prefix}pgSz ${prefix}w="${width}" ${prefix}h="${height}"/>`;
  const section = new RegExp(`<${prefix}sectPr((?:\\s[^<>]*?)?)(/?)>`, 'g');
  const edited = section.test(xml)
    ? xml.replace(section, (_, attributes, end) => {
        const start = `<${prefix}sectPr${attributes}>${size}`;
        return end ? `${start}</${prefix}sectPr>` : start;
      })
    : xml.replace(
        new RegExp(`</${prefix}body\\s*>`),
        (end) => `<${prefix}sectPr>${size}</${prefix}sectPr>${end}`,
      );
  const all = await allParts(bytes);
  return zipParts(all.set(path, Buffer.from(edited)));
}

/** Properties of the document precede its text (RTF 1.9.1). */
function withRtfPaper(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  if (/\\paperw\d/.test(text)) return bytes;
  return Buffer.from(text.replace(/^\{\\rtf\d*/, `$&\\paperw${width}\\paperh${height}`), 'latin1');
}
