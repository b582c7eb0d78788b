import { triggerOf } from '../contract.ts';
import type { Invoker, PartialRequest } from '../invoker.ts';
import { describeError, type Log } from '../log.ts';
import type { RegisteredFunction } from '../registry.ts';
import type { TimerLease } from './lease.ts';
import type { Schedule } from './schedule.ts';
import { never, type TimerStatus, type TimerStatusBlob, timestamp } from './status.ts';

/** `setTimeout` takes no more than 2^31 - 1 ms. */
const longestWait = 24 * 86_400_000;

/** Runs one timer function when it is due, as long as this host holds the timer's lease. */
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
    /** How long to wait before asking again for a lease that another holds, in milliseconds. */
    retry: number;
    /** undefined: runs are not recorded, so none can be missed */
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

  /** Runs nothing more. */
  async drain(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Resolves when the run in progress, if any, is over and recorded. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async release(): Promise<void> {
    await this.#lease.release();
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#running = this.#begin().catch((error) => {
      this.#log.write('error', this.#category, describeError(error));
      this.#wait(this.#retry, () => this.#start());
    });
  }

  async #begin(): Promise<void> {
    if (!(await this.#lease.acquire())) {
      this.#log.write('debug', this.#category, 'another host runs this timer');
      return this.#wait(this.#retry, () => this.#start());
    }
    const now = new Date();
    const missed = await this.#recall(now);
    if (missed) this.#fire(true, false);
    else if (triggerOf(this.#target.metadata).binding.runOnStartup) this.#fire(false, true);
    else this.#arm();
  }

  /** Brings back what is recorded of the timer. @returns whether it was due while no host ran */
  async #recall(now: Date): Promise<boolean> {
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
      // Another schedule than when this was recorded: what the old one would have run is not missed.
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

  /** A run that took longer than the schedule's step is followed at once by the next one. */
  #arm(): void {
    // Lost while the last run was in progress: whoever has it now goes on.
    if (!this.#lease.held) return;
    this.#wait(new Date(this.#status.Next).getTime() - Date.now(), () => this.#fire(false, false));
  }

  #wait(milliseconds: number, then: () => void): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const long = milliseconds > longestWait;
    this.#timer = setTimeout(
      () => (long ? this.#wait(milliseconds - longestWait, then) : then()),
      long ? longestWait : Math.max(1, milliseconds),
    );
  }

  #fire(isPastDue: boolean, onStartup: boolean): void {
    if (this.#stopped) return;
    this.#running = this.#run(isPastDue, onStartup)
      // An error never stops the schedule.
      .catch((error) => this.#log.write('error', this.#category, describeError(error)))
      .finally(() => this.#arm());
  }

  async #run(isPastDue: boolean, onStartup: boolean): Promise<void> {
    const started = new Date();
    const status = this.#statusBlob ? this.#status : undefined;
    // Its failure has been logged, and never stops the schedule.
    await this.#invoker.invoke(this.#target, timerRequest(this.#target, isPastDue, status)).catch(() => {});
    const scheduled = new Date(this.#status.Next);
    // A timeout may end a little early: counting from then, the same occurrence would come twice.
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

/** The request that runs a timer function. The library turns the names to camel case. */
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
