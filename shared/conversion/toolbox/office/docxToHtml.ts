import { DocumentRefused } from '../../engines/engine.ts';
import { harmless } from '../html/sanitiseHtml.ts';
import { only } from '../only.ts';
import type { Operation } from '../operation.ts';

/** A DOCX as HTML: its structure, not its looks; pictures inside. */
export const docxToHtml: Operation = async ({ files }) => {
  const { name, bytes } = only({ files });
  const { default: mammoth } = await import('mammoth');
  const converted = await mammoth
    .convertToHtml({ buffer: Buffer.from(bytes) }, { externalFileAccess: false })
    .catch((cause: unknown) => {
      throw new DocumentRefused('corrupt_file', { cause });
    });
  return { files: [{ name, bytes: Buffer.from(await harmless(converted.value)) }] };
};
