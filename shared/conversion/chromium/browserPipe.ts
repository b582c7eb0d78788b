import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';
import { EngineOutgrown } from '../engines/engine.ts';

/** The longest message in bytes. What takes the most is a picture, in Base64. */
const longest = 256 * 1024 ** 2;
/** What a browser may say in one job, in bytes. */
const mostOfJob = 1024 ** 3;

/**
 * The two pipes of a browser's DevTools protocol, in which each message ends with a zero byte. It watches how much the
 * browser says: a page's script decides on some of it, such as what it writes on the console; and a message of more than
 * 512 MB is more than a string can hold.
 */
export class BrowserPipe implements ConnectionTransport {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  readonly #write: Writable;
  readonly #read: Readable;
  #parts: Buffer[] = [];
  #message = 0;
  #job = 0;
  #tell: ((error: Error) => void) | undefined;

  constructor(write: Writable, read: Readable) {
    this.#write = write;
    this.#read = read;
    read.on('data', (chunk: Buffer) => this.#hear(chunk));
    read.on('close', () => this.onclose?.());
    // Both end with the browser, whose end is told in another way.
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
   * Does one piece of work.
   * @throws EngineOutgrown when the browser says more than is allowed: from then on nobody listens to it
   */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#job = 0;
    const { promise, reject } = Promise.withResolvers<never>();
    this.#tell = reject;
    try {
      return await Promise.race([work(), promise]);
    } finally {
      this.#tell = undefined;
    }
  }

  #hear(chunk: Buffer): void {
    this.#job += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.#parts.push(chunk.subarray(start, end));
      const message = Buffer.concat(this.#parts).toString();
      // Each by itself: what one message sets off has happened before the next is heard.
      setImmediate(() => this.onmessage?.(message));
      this.#parts = [];
      this.#message = 0;
      start = end + 1;
    }
    this.#parts.push(chunk.subarray(start));
    this.#message += chunk.length - start;
    if (this.#message <= longest && this.#job <= mostOfJob) return;
    this.#read.pause();
    if (this.#tell) this.#tell(new EngineOutgrown('The browser says more than is allowed.'));
    else this.close();
  }
}
