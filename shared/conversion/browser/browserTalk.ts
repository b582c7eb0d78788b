import type { Readable } from 'node:stream';
import { EngineOutgrown } from '../engine.ts';

/** The longest message in bytes. What takes the most is a picture, in Base64. */
const longest = 256 * 1024 ** 2;
/** What a browser may say in one job, in bytes. */
const mostOfJob = 1024 ** 3;

/**
 * Listens to how much a browser says. A page's script decides on some of it, such as what it writes on the console; and a
 * message of more than 512 MB is more than a string can hold, which its reader would throw where nobody can catch it.
 */
export class BrowserTalk {
  readonly #pipe: Readable;
  #message = 0;
  #job = 0;
  #tell: ((error: Error) => void) | undefined;

  /** @param pipe messages, each ended by a zero byte */
  constructor(pipe: Readable) {
    this.#pipe = pipe;
    pipe.on('data', (chunk: Buffer) => this.#hear(chunk));
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
    const end = chunk.lastIndexOf(0);
    this.#message = end === -1 ? this.#message + chunk.length : chunk.length - end - 1;
    this.#job += chunk.length;
    if (this.#message <= longest && this.#job <= mostOfJob) return;
    // What is said from now on is dropped, so that the pipe still ends with the process.
    this.#pipe.removeAllListeners('data').resume();
    const error = new EngineOutgrown('The browser says more than is allowed.');
    if (this.#tell) this.#tell(error);
    else this.#pipe.destroy(error);
  }
}
