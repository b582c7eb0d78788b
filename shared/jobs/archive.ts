import type { Readable } from 'node:stream';
import type { OutputFile } from '../conversion/files.ts';

/** A ZIP that is made while it is read. */
export interface Archive {
  /** In bytes, known before anything is read. */
  size: number;
  /** The ZIP from its beginning. */
  open: () => Readable;
}

/**
 * Files in one ZIP, stored as they are: results are compressed already. It holds no copy of them.
 * @param made the time that stands at each file, so that the same files always give the same ZIP
 */
export async function archive(files: readonly OutputFile[], made: Date): Promise<Archive> {
  const { ZipFile } = await import('yazl');
  const begin = () => {
    const zip = new ZipFile();
    for (const { name, bytes } of files) {
      const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      zip.addBuffer(content, name, { compress: false, mtime: made });
    }
    const { promise: size, resolve } = Promise.withResolvers<number>();
    // The package's types keep silent about the size that it tells.
    zip.end({ forceZip64Format: false, comment: '' }, (total = 0) => resolve(total));
    // The package types its stream by what every stream has.
    return { size, stream: zip.outputStream as Readable };
  };
  const measured = begin();
  const size = await measured.size;
  measured.stream.destroy();
  return { size, open: () => begin().stream };
}
