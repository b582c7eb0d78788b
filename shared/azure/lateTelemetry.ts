import { setTimeout as sleep } from 'node:timers/promises';
import type { FlushableSink, LogFields, LogLevel, LogSink } from './telemetry.ts';

/** Lines that are kept until the destination is connected. Further ones go to the console. */
const maximumKept = 1000;

/** Time in ms after which it connects if nothing starts it: the app of a role without requests, or one that waits for some. */
const startMilliseconds = 3000;

/** Time in ms between the first response and the connection, so that the response is sent before it. */
const settleMilliseconds = 100;

/**
 * Telemetry that connects after the first response: loading its SDK takes as much processor time as the rest of a cold start. It
 * keeps the lines until then. If it cannot connect, they go to the console.
 */
export class LateTelemetry {
  readonly #connect: () => Promise<FlushableSink>;
  readonly #console: LogSink;
  #kept: [level: LogLevel, message: string, fields: LogFields][] = [];
  #connected: Promise<FlushableSink> | undefined;
  #write: LogSink;
  #timer: NodeJS.Timeout;
  #hasResponded = false;

  constructor(connect: () => Promise<FlushableSink>, console: LogSink) {
    this.#connect = connect;
    this.#console = console;
    this.#write = (...line) => {
      if (this.#kept.length < maximumKept) this.#kept.push(line);
      else this.#console(...line);
    };
    this.#timer = setTimeout(() => this.#start(), startMilliseconds);
    this.#timer.unref();
  }

  readonly sink: LogSink = (...line) => this.#write(...line);

  /** After each response. Only the first one counts, so that further ones cannot defer the start. */
  startSoon(): void {
    if (this.#hasResponded) return;
    this.#hasResponded = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), settleMilliseconds);
    this.#timer.unref();
  }

  /** Sends all lines. Resolves after `milliseconds` at the latest. */
  async flush(milliseconds: number): Promise<void> {
    clearTimeout(this.#timer);
    const timer = new AbortController();
    const flushed = async () => {
      await this.#start();
      await (await this.#connected)?.flush();
    };
    await Promise.race([
      flushed().catch((error: unknown) =>
        this.#console('warn', 'The last logs could not be sent.', { error }),
      ),
      // Rejects when it is aborted below, after the lines are sent.
      sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
  }

  async #start(): Promise<void> {
    this.#connected ??= this.#connect();
    try {
      this.#writeTo((await this.#connected).sink);
    } catch (error) {
      this.#writeTo(this.#console);
      this.#console('error', 'Application Insights is unavailable.', { error });
    }
  }

  #writeTo(sink: LogSink): void {
    this.#write = sink;
    for (const line of this.#kept.splice(0)) sink(...line);
  }
}
