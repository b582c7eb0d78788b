import { triggerOf } from '../contract.ts';
import type { Invoker, PartialRequest } from '../invoker.ts';
import { describeError, type Log } from '../log.ts';
import type { RegisteredFunction } from '../registry.ts';
import type { TimerLease } from './lease.ts';
import type { Schedule } from './schedule.ts';
import { never, type TimerStatus, type TimerStatusBlob, timestamp } from './status.ts';

/** `setTimeout` accepts at most 2^31 - 1 ms (24.8 days). */
const longestWait = 24 * 86_400_000;

/** Runs one timer function on its schedule while this host holds the timer's lease. */
export class TimerListener {
  readonly #target: RegisteredFunction;
  readonly #schedule: Schedule;
  readonly #lease: TimerLease;
  readonly #retry: number;
  readonly #statusBlob: TimerStatusBlob | undefined;
  readonly #invoker: Invoker;
  readonly #log: Log;
  #status: TimerStatus = { Last: never, Next: never, LastUpdated: never };
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: {
    target: RegisteredFunction;
    schedule: Schedule;
    lease: (onLost: () => void) => TimerLease;
    /** Delay before retrying a lease that another host holds, in milliseconds. */
    retry: number;
    /** undefined: runs are not recorded, so a missed run is not detected */
    statusBlob: TimerStatusBlob | undefined;
    invoker: Invoker;
    log: Log;
  }) {
    this.#target = options.target;
    this.#schedule = options.schedule;
    this.#lease = options.lease(() => this.#start());
    this.#retry = options.retry;
    this.#statusBlob = options.statusBlob;
    this.#invoker = options.invoker;
    this.#log = options.log;
  }

  start(): void {
    this.#start();
  }

  /** Starts no further runs. */
  async drain(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Resolves when the current run, if any, has finished and is recorded. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async release(): Promise<void> {
    await this.#lease.release();
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#running = this.#acquireAndSchedule().catch((error) => {
      this.#log.write('error', this.#category, describeError(error));
      this.#setTimer(this.#retry, () => this.#start());
    });
  }

  async #acquireAndSchedule(): Promise<void> {
    if (!(await this.#lease.acquire())) {
      this.#log.write('debug', this.#category, 'another host runs this timer');
      return this.#setTimer(this.#retry, () => this.#start());
    }
    const now = new Date();
    const missed = await this.#loadStatus(now);
    if (missed) this.#trigger(true, false);
    else if (triggerOf(this.#target.metadata).binding.runOnStartup) this.#trigger(false, true);
    else this.#scheduleNext();
  }

  /** Loads the recorded status. @returns whether a run was missed while no host was running */
  async #loadStatus(now: Date): Promise<boolean> {
    const recorded = await this.#statusBlob?.read();
    if (!recorded) {
      this.#status = { Last: never, Next: timestamp(this.#schedule.next(now)), LastUpdated: timestamp(now) };
      await this.#statusBlob?.write(this.#status);
      return false;
    }
    this.#status = recorded;
    const since = [recorded.Last, recorded.LastUpdated].find((time) => time !== never);
    const base = since ? new Date(since) : now;
    const expected = this.#schedule.next(base);
    if (expected.getTime() !== new Date(recorded.Next).getTime()) {
      // The schedule has changed since the status was recorded: runs of the old schedule do not count as missed.
      const from = now > expected ? now : base;
      this.#status = {
        Last: never,
        Next: timestamp(this.#schedule.next(from)),
        LastUpdated: timestamp(from),
      };
      await this.#statusBlob?.write(this.#status);
    }
    return now > new Date(this.#status.Next);
  }

  /** Schedules the next run. If it is already due, it starts at once. */
  #scheduleNext(): void {
    // The lease was lost during the run: its new owner continues.
    if (!this.#lease.held) return;
    this.#setTimer(new Date(this.#status.Next).getTime() - Date.now(), () => this.#trigger(false, false));
  }

  #setTimer(milliseconds: number, then: () => void): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const long = milliseconds > longestWait;
    this.#timer = setTimeout(
      () => (long ? this.#setTimer(milliseconds - longestWait, then) : then()),
      long ? longestWait : Math.max(1, milliseconds),
    );
  }

  #trigger(isPastDue: boolean, onStartup: boolean): void {
    if (this.#stopped) return;
    this.#running = this.#run(isPastDue, onStartup)
      // An error does not stop the schedule.
      .catch((error) => this.#log.write('error', this.#category, describeError(error)))
      .finally(() => this.#scheduleNext());
  }

  async #run(isPastDue: boolean, onStartup: boolean): Promise<void> {
    const started = new Date();
    const status = this.#statusBlob ? this.#status : undefined;
    // The invoker has logged the error, which does not stop the schedule.
    await this.#invoker.invoke(this.#target, timerRequest(this.#target, isPastDue, status)).catch(() => {});
    const scheduled = new Date(this.#status.Next);
    // A timeout may fire slightly early. Counting from that time would repeat the same occurrence.
    const at = !isPastDue && !onStartup && scheduled > started ? scheduled : started;
    this.#status = {
      Last: timestamp(at),
      Next: timestamp(this.#schedule.next(at)),
      LastUpdated: timestamp(at),
    };
    await this.#statusBlob?.write(this.#status);
  }

  get #category(): string {
    return `Host.Timer.${this.#target.metadata.name}`;
  }
}

/** The request that invokes a timer function. The library converts the names to camel case. */
export function timerRequest(
  target: RegisteredFunction,
  isPastDue = false,
  status?: TimerStatus,
): PartialRequest {
  const timer = {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: status ?? null,
    IsPastDue: isPastDue,
  };
  return { inputData: [{ name: triggerOf(target.metadata).name, data: { json: JSON.stringify(timer) } }] };
}
