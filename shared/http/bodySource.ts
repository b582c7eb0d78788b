import type { ReadableStream, ReadableStreamDefaultReader } from 'node:stream/web';
import { ConveyorError } from '../errors.ts';

/** How much of a refused upload is still read, so that a client that writes before it reads gets its answer. */
const patience = { bytes: 32 * 1024 * 1024, milliseconds: 10_000 };

/** The body of one request: read once, with a limit that counts what really arrives. */
export class BodySource {
  readonly #stream: ReadableStream<Uint8Array> | null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #finished = false;

  /** Why reading failed: a handler that consumes the stream may see it wrapped by others. */
  failure: ConveyorError | undefined;

  constructor(stream: ReadableStream<Uint8Array> | null) {
    this.#stream = stream;
  }

  /**
   * The chunks of the body, as they arrive.
   * @throws ConveyorError `body_too_large` past `maximum` bytes, `bad_request` when the upload is cut off.
   */
  async *chunks(maximum: number): AsyncGenerator<Uint8Array, void, undefined> {
    if (!this.#stream) return;
    this.#reader = this.#stream.getReader();
    let length = 0;
    for (;;) {
      const chunk = await this.#read(this.#reader);
      if (!chunk) return;
      length += chunk.byteLength;
      if (length > maximum) throw this.#fail(tooLarge(maximum));
      yield chunk;
    }
  }

  /** The whole body in one piece. Throws what `chunks` throws. */
  async bytes(maximum: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.chunks(maximum)) chunks.push(chunk);
    return inOnePiece(chunks);
  }

  /**
   * Reads on, without waiting, what was begun and left: a connection whose body stands half read would hang.
   * Past some patience the upload is cancelled, and the connection with it.
   */
  abandon(): void {
    const reader = this.#reader;
    if (!reader || this.#finished) return;
    const end = performance.now() + patience.milliseconds;
    const drain = async () => {
      let left = patience.bytes;
      while (left > 0 && performance.now() < end) {
        const chunk = await this.#read(reader);
        if (!chunk) return;
        left -= chunk.byteLength;
      }
      await reader.cancel();
    };
    const timer = setTimeout(() => void reader.cancel().catch(ignore), patience.milliseconds);
    timer.unref();
    drain()
      .catch(ignore)
      .finally(() => clearTimeout(timer));
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await reader.read();
      if (!done) return value;
      this.#finished = true;
      return undefined;
    } catch (cause) {
      this.#finished = true;
      throw this.#fail(new ConveyorError('bad_request', { detail: 'The upload ended early.', cause }));
    }
  }

  #fail(error: ConveyorError): ConveyorError {
    this.failure ??= error;
    return error;
  }
}

/** Joins chunks with one copy, or none where there is only one. */
export function inOnePiece(chunks: Uint8Array[]): Uint8Array {
  const [only] = chunks;
  return only && chunks.length === 1 ? only : Buffer.concat(chunks);
}

/** The error for a body of more than `maximum` bytes. */
export function tooLarge(maximum: number): ConveyorError {
  return new ConveyorError('body_too_large', {
    detail: `The body is larger than the ${maximum} bytes allowed.`,
    members: { maximumBytes: maximum },
  });
}

const ignore = () => undefined;
