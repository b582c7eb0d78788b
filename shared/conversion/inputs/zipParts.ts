import { buffer } from 'node:stream/consumers';

/** An uncompressed package of these parts. OpenDocument requires `mimetype` as the first one (ODF 1.3 part 2, 3.3). */
export async function zipParts(parts: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const { default: yazl } = await import('yazl');
  const zip = new yazl.ZipFile();
  const isFirst = ([path]: [string, Uint8Array]) => Number(path === 'mimetype');
  for (const [path, content] of [...parts].sort((a, b) => isFirst(b) - isFirst(a)))
    if (!path.endsWith('/')) zip.addBuffer(Buffer.from(content), path, { compress: false });
  zip.end();
  return buffer(zip.outputStream as unknown as AsyncIterable<Uint8Array>);
}
