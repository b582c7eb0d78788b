import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';
import { EngineOutgrown } from '../engines/engine.ts';

/** Limit of one message in bytes. The largest messages are screenshots in Base64. */
const maximumMessageBytes = 256 * 1024 ** 2;
/** Limit of all messages in one job, in bytes. */
const maximumJobBytes = 1024 ** 3;

/**
 * The two pipes of a browser's DevTools protocol, in which each message ends with a zero byte. It limits what the browser
 * sends, because a page's script controls part of it (such as console output) and a JavaScript string holds at most
 * 512 MB.
 */
export class BrowserPipe implements ConnectionTransport {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  readonly #write: Writable;
  readonly #read: Readable;
  #parts: Buffer[] = [];
  #messageBytes = 0;
  #jobBytes = 0;
  #reject: ((error: Error) => void) | undefined;

  constructor(write: Writable, read: Readable) {
    this.#write = write;
    this.#read = read;
    read.on('data', (chunk: Buffer) => this.#receive(chunk));
    read.on('close', () => this.onclose?.());
    // Both pipes end with the browser, whose exit is handled elsewhere.
    read.on('error', () => read.destroy());
    write.on('error', () => read.destroy());
  }

  send(message: string): void {
    this.#write.write(`${message}\0`);
  }

  close(): void {
    this.#write.destroy();
    this.#read.destroy();
  }

  /**
   * Runs one job.
   * @throws EngineOutgrown when the browser sends more than is allowed; its further messages are not read
   */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#jobBytes = 0;
    const { promise, reject } = Promise.withResolvers<never>();
    this.#reject = reject;
    try {
      return await Promise.race([work(), promise]);
    } finally {
      this.#reject = undefined;
    }
  }

  #receive(chunk: Buffer): void {
    this.#jobBytes += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.#parts.push(chunk.subarray(start, end));
      const message = Buffer.concat(this.#parts).toString();
      // One macrotask each, so that the effects of a message complete before the next one.
      setImmediate(() => this.onmessage?.(message));
      this.#parts = [];
      this.#messageBytes = 0;
      start = end + 1;
    }
    this.#parts.push(chunk.subarray(start));
    this.#messageBytes += chunk.length - start;
    if (this.#messageBytes <= maximumMessageBytes && this.#jobBytes <= maximumJobBytes) return;
    this.#read.pause();
    if (this.#reject)
      this.#reject(new EngineOutgrown('The browser sent more than the allowed number of bytes.'));
    else this.close();
  }
}
