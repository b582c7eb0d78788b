import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobRecord } from './record.ts';

/** Emits the record of each job that this process ends; the event name is the job id. */
const jobEnds = new EventEmitter().setMaxListeners(0);

export function emitJobEnd(ended: JobRecord): void {
  jobEnds.emit(ended.id, ended);
}

/**
 * Watches for the end of a job in this process, from its creation until `stop`. If workers run in other processes, it sees nothing.
 * On one machine a waiting request gets the record at once, without another read.
 */
export class JobEndWatch {
  readonly #jobId: string;
  readonly #received = new AbortController();
  #ended: JobRecord | undefined;

  constructor(jobId: string) {
    this.#jobId = jobId;
    jobEnds.once(jobId, this.#receive);
  }

  readonly #receive = (ended: JobRecord): void => {
    this.#ended = ended;
    this.#received.abort();
  };

  /**
   * Waits until the job has ended, `milliseconds` have passed, or the signal aborts.
   * @returns the job's record if this process ended it
   */
  async wait(milliseconds: number, signal: AbortSignal): Promise<JobRecord | undefined> {
    try {
      await sleep(milliseconds, undefined, { signal: AbortSignal.any([this.#received.signal, signal]) });
    } catch {
      // Aborted by the event or by the signal.
    }
    return this.#ended;
  }

  stop(): void {
    jobEnds.off(this.#jobId, this.#receive);
  }
}
