import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';
import { MessageOwners } from './messageOwners.ts';

/** Limit of one message in bytes. The largest messages are screenshots in Base64. */
const maximumMessageBytes = 256 * 1024 ** 2;

/** Limits of all messages about one page: their bytes, and their number, as each takes processor time from the other pages. */
const maximumPageBytes = 1024 ** 3;
const maximumPageMessages = 200_000;

/** The end of a message names its owner. */
const tailBytes = 256;

/** Console output of pages is not used. It is not even parsed, because a page can write it without end. */
const unused = Buffer.from('{"method":"Runtime.consoleAPICalled"');

interface PageTraffic {
  bytes: number;
  messages: number;
  exceeded(): void;
}

/**
 * The two pipes of a browser's DevTools protocol, in which each message ends with a zero byte. It limits what the browser
 * sends about each page, because a page's script controls part of it (such as its title) and a JavaScript string holds at
 * most 512 MB. A page that exceeds a limit must be closed; the other pages go on.
 */
export class BrowserPipe implements ConnectionTransport {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  readonly #write: Writable;
  readonly #read: Readable;
  readonly #owners = new MessageOwners();
  readonly #pages = new Map<string, PageTraffic>();
  #parts: Buffer[] = [];
  #messageBytes = 0;

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
   * Limits the messages about the page of a browser context.
   * @param exceeded is called when they exceed a limit; they are dropped from then on
   * @returns a function that ends the limit when the context is closed
   */
  limit(context: string, exceeded: () => void): () => void {
    this.#pages.set(context, { bytes: 0, messages: 0, exceeded });
    return () => {
      this.#pages.delete(context);
      this.#owners.forget(context);
    };
  }

  #receive(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.#add(chunk.subarray(start, end));
      this.#complete();
      start = end + 1;
    }
    this.#add(chunk.subarray(start));
  }

  /** Of a message that is too long, only the end is kept. */
  #add(part: Buffer): void {
    this.#messageBytes += part.length;
    this.#parts.push(part);
    if (this.#messageBytes > maximumMessageBytes)
      this.#parts = [Buffer.from(Buffer.concat(this.#parts.slice(-2)).subarray(-tailBytes))];
  }

  #complete(): void {
    const bytes = Buffer.concat(this.#parts);
    const length = this.#messageBytes;
    this.#parts = [];
    this.#messageBytes = 0;
    const context = this.#owners.contextOf(bytes.subarray(-tailBytes).toString('latin1'));
    const isTooLong = length > maximumMessageBytes;
    // A message of the browser itself is never that long.
    if (isTooLong && context === undefined) this.close();
    const isWithinLimits = context === undefined ? !isTooLong : this.#count(context, length, isTooLong);
    if (!isWithinLimits || bytes.subarray(0, unused.length).equals(unused)) return;
    const message = bytes.toString();
    this.#owners.learn(message);
    // One macrotask each, so that the effects of a message complete before the next one.
    setImmediate(() => this.onmessage?.(message));
  }

  /** @returns whether the page is within its limits */
  #count(context: string, length: number, isTooLong: boolean): boolean {
    const page = this.#pages.get(context);
    if (!page) return !isTooLong;
    page.bytes += length;
    page.messages++;
    if (!isTooLong && page.bytes <= maximumPageBytes && page.messages <= maximumPageMessages) return true;
    page.exceeded();
    return false;
  }
}
