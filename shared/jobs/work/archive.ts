import type { Readable } from 'node:stream';
import type { OutputFile } from '../../conversion/files.ts';

/** A ZIP that is generated while it is read. */
export interface Archive {
  /** In bytes, known before the first read. */
  size: number;
  /** Streams the ZIP from its first byte. */
  open: () => Readable;
}

/**
 * Files in one ZIP, stored without compression because result formats are already compressed. Holds no copy of the files.
 * @param modifiedAt the modification time of every entry, so that the same files always give the same ZIP
 */
export async function archive(files: readonly OutputFile[], modifiedAt: Date): Promise<Archive> {
  const { ZipFile } = await import('yazl');
  const start = () => {
    const zip = new ZipFile();
    for (const { name, bytes } of files) {
      const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      zip.addBuffer(content, name, { compress: false, mtime: modifiedAt });
    }
    const { promise: size, resolve } = Promise.withResolvers<number>();
    // yazl's types omit the size argument of this callback.
    zip.end({ forceZip64Format: false, comment: '' }, (total = 0) => resolve(total));
    // yazl types its output as NodeJS.ReadableStream.
    return { size, stream: zip.outputStream as Readable };
  };
  const measured = start();
  const size = await measured.size;
  measured.stream.destroy();
  return { size, open: () => start().stream };
}
