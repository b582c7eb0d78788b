import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { ConveyorError } from '../errors.ts';
import { fetchError } from './fetchError.ts';

/** What a server may send although it was asked not to. */
const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/**
 * The body of an answer, decoded, and never more of it in memory than is allowed.
 * @throws ConveyorError `fetch_too_large`; `fetch_failed` when it breaks off; `fetch_refused` when it can't be decoded
 */
export async function boundedBytes(response: IncomingMessage, maximumBytes: number): Promise<Uint8Array> {
  try {
    const bytes = await read(response, maximumBytes);
    const encoding = response.headers['content-encoding']?.trim().toLowerCase();
    const decode = bytes.length > 0 && decoders[encoding as keyof typeof decoders];
    return decode ? await decode(bytes, { maxOutputLength: maximumBytes }) : bytes;
  } catch (error) {
    if (error instanceof ConveyorError) throw error;
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw tooLarge ? new ConveyorError('fetch_too_large', { cause: error }) : fetchError(error);
  } finally {
    response.destroy();
  }
}

async function read(response: IncomingMessage, maximumBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > maximumBytes) throw new ConveyorError('fetch_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
