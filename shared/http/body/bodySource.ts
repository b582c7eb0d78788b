import type { ReadableStream, ReadableStreamDefaultReader } from 'node:stream/web';
import { ConveyorError } from '../../errors.ts';
import type { BodyBudget, BodyReservation } from './bodyBudget.ts';
import { type BodyPace, deadlineOf } from './bodyPace.ts';

/** How much of a refused upload is drained, so that a client that writes before it reads receives the response. */
const drainLimits = { bytes: 32 * 1024 * 1024, milliseconds: 10_000 };

/** The body of one request. It is read once; the limit counts received bytes, not the declared length. */
export class BodySource {
  readonly #stream: ReadableStream<Uint8Array> | null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #finished = false;
  #reservation: BodyReservation | undefined;
  #pace: BodyPace | undefined;
  #declared = Number.NaN;
  #received = 0;

  /** Why reading failed. Libraries may wrap the error that a handler sees. */
  failure: ConveyorError | undefined;

  constructor(stream: ReadableStream<Uint8Array> | null) {
    this.#stream = stream;
  }

  /**
   * Sets the limits of an instance for a body that is going to be read, and reserves its bytes.
   * @param declared the declared length in bytes; NaN without one
   * @throws ConveyorError `body_capacity_reached`
   */
  admit(declared: number, limits: { bodyBudget: BodyBudget; bodyPace: BodyPace }): void {
    this.#declared = declared;
    this.#pace = limits.bodyPace;
    this.#reservation = limits.bodyBudget.reserve();
    if (declared > 0) this.#reservation.declare(declared);
  }

  /** The bytes of the body are no longer used. */
  release(): void {
    this.#reservation?.release();
  }

  /**
   * The chunks of the body, as they arrive.
   * @throws ConveyorError `body_too_large` past `maximum` bytes, `body_too_slow`, `body_capacity_reached`, `bad_request` when the
   *   upload ends early.
   */
  async *chunks(maximum: number): AsyncGenerator<Uint8Array, void, undefined> {
    if (!this.#stream) return;
    this.#reader = this.#stream.getReader();
    const unwatch = this.#watchPace(this.#reader);
    try {
      for (;;) {
        const chunk = await this.#read(this.#reader);
        if (!chunk) return;
        this.#received += chunk.byteLength;
        if (this.#received > maximum) throw this.#fail(bodyTooLarge(maximum));
        this.#keep(this.#received);
        yield chunk;
      }
    } finally {
      unwatch();
    }
  }

  /** The complete body. Throws what `chunks` throws. */
  async bytes(maximum: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.chunks(maximum)) chunks.push(chunk);
    return concatenate(chunks);
  }

  /**
   * Drains a partly read body in the background, because the connection would hang otherwise. Past `drainLimits` the upload
   * and its connection are cancelled. Errors do not matter: the response is known.
   */
  abandon(): void {
    if (!this.#reader || !this.#stream || this.#finished) return;
    // A body that was too slow has no reader any more.
    const reader = this.#stream.locked ? this.#reader : this.#stream.getReader();
    const end = performance.now() + drainLimits.milliseconds;
    const drain = async () => {
      let left = drainLimits.bytes;
      while (left > 0 && performance.now() < end) {
        const chunk = await this.#read(reader);
        if (!chunk) return;
        left -= chunk.byteLength;
      }
      await reader.cancel();
    };
    const timer = setTimeout(() => void reader.cancel().catch(ignore), drainLimits.milliseconds);
    timer.unref();
    drain()
      .catch(ignore)
      .finally(() => clearTimeout(timer));
  }

  #keep(bytes: number): void {
    try {
      this.#reservation?.keep(bytes);
    } catch (error) {
      throw error instanceof ConveyorError ? this.#fail(error) : error;
    }
  }

  /** Ends the pending read when the body is too slow. @returns a function that ends the watch */
  #watchPace(reader: ReadableStreamDefaultReader<Uint8Array>): () => void {
    const pace = this.#pace;
    if (!pace) return ignore;
    const began = performance.now();
    let timer: NodeJS.Timeout;
    const check = () => {
      const left = deadlineOf(pace, this.#declared, this.#received) - (performance.now() - began);
      if (left > 0) {
        timer = setTimeout(check, left);
        return;
      }
      this.#fail(new ConveyorError('body_too_slow'));
      reader.releaseLock();
    };
    timer = setTimeout(check, deadlineOf(pace, this.#declared, 0));
    return () => clearTimeout(timer);
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await reader.read();
      if (!done) return value;
      this.#finished = true;
      return undefined;
    } catch (cause) {
      if (this.failure) throw this.failure;
      this.#finished = true;
      throw this.#fail(new ConveyorError('bad_request', { detail: 'The upload ended early.', cause }));
    }
  }

  #fail(error: ConveyorError): ConveyorError {
    this.failure ??= error;
    return error;
  }
}

/** Concatenates chunks; a single chunk is not copied. */
export function concatenate(chunks: Uint8Array[]): Uint8Array {
  const [first] = chunks;
  return first && chunks.length === 1 ? first : Buffer.concat(chunks);
}

/** The error for a body of more than `maximum` bytes. */
export function bodyTooLarge(maximum: number): ConveyorError {
  return new ConveyorError('body_too_large', {
    detail: `The request body is larger than the limit of ${maximum} bytes.`,
    members: { maximumBytes: maximum },
  });
}

const ignore = () => undefined;
