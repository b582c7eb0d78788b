import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { ConveyorError } from '../errors.ts';
import { fetchError } from './fetchError.ts';

/** Encodings that a server may use despite `Accept-Encoding: identity`. */
const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/**
 * Reads and decodes the body of a response, with at most `maximumBytes` in memory.
 * @throws ConveyorError `fetch_too_large`; `fetch_failed` if the connection breaks; `fetch_refused` if decoding fails
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
