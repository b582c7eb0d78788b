import type { Log, LogFields } from '../../shared/azure/telemetry.ts';
import { readConfiguration } from '../../shared/configuration.ts';
import { createServices, type Services } from '../../shared/services.ts';
import { type Tenant, tenant } from './tenant.ts';

/** A clock that stands still until it is told otherwise. */
export class TestClock {
  #now: number;

  constructor(now: Date = new Date()) {
    this.#now = now.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Lets time pass. */
  advance(time: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = time;
    this.#now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
}

/** A log that keeps what it is told. */
export class TestLog implements Log {
  readonly lines: { level: string; message: string; fields: LogFields }[] = [];
  debug = this.#line('debug');
  info = this.#line('info');
  warn = this.#line('warn');
  error = this.#line('error');

  #line(level: string) {
    return (message: string, fields: LogFields = {}) => {
      this.lines.push({ level, message, fields });
    };
  }
}

export interface TestServices extends Services {
  clock: TestClock;
  log: TestLog;
  tenant: Tenant;
  /** Makes the host "stop": aborts `draining`. */
  drain(): void;
}

/**
 * The real services over a tenant of their own, with a clock that the test sets; or those of another instance of the same
 * app, `beside` it.
 */
export async function testServices(
  settings: Record<string, string> = {},
  beside?: { tenant: Tenant; clock?: TestClock },
): Promise<TestServices> {
  const own = beside?.tenant ?? (await tenant());
  const clock = beside?.clock ?? new TestClock();
  const log = new TestLog();
  const stopping = new AbortController();
  const services = createServices(readConfiguration({ ...own.environment(), ...settings }), {
    clock,
    log,
    draining: stopping.signal,
  });
  return {
    ...services,
    clock,
    log,
    tenant: own,
    drain: () => stopping.abort(new Error('The host is stopping.')),
  };
}
