import type { NamedFile } from '../files.ts';
import { formatOfName } from '../formats/formats.ts';

/** The header of a PDF may start anywhere in these bytes (ISO 32000-1, H.3.4.1). */
const searchedBytes = 1024;

/**
 * A file without bytes before the header of a PDF, such as a line break that a server has added: offsets in a PDF count from its
 * header. Other files are returned unchanged.
 */
export function withoutLeadingBytes(file: NamedFile): NamedFile {
  if (formatOfName(file.name)?.name !== 'pdf') return file;
  const head = Buffer.from(
    file.bytes.buffer,
    file.bytes.byteOffset,
    Math.min(searchedBytes, file.bytes.length),
  );
  const start = head.indexOf('%PDF-');
  return start > 0 ? { name: file.name, bytes: file.bytes.subarray(start) } : file;
}
