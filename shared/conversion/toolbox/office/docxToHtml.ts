import { DocumentRefused } from '../../engines/engine.ts';
import { safeHtml } from '../html/sanitiseHtml.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { withReadableText } from './formulasAsText.ts';

/** Converts DOCX to HTML: structure without layout, images inline, formulas as text. */
export const docxToHtml: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  const { default: mammoth } = await import('mammoth');
  const converted = await mammoth
    .convertToHtml({ buffer: Buffer.from(await withReadableText(bytes)) }, { externalFileAccess: false })
    .catch((cause: unknown) => {
      throw new DocumentRefused('corrupt_file', { cause });
    });
  return { files: [{ name, bytes: Buffer.from(await safeHtml(converted.value)) }] };
};
