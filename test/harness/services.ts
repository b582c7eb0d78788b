import type { Log, LogFields } from '../../shared/azure/telemetry.ts';
import { readConfiguration } from '../../shared/configuration.ts';
import { createServices, type Services } from '../../shared/services.ts';
import { type Tenant, tenant } from './tenant.ts';

/** A clock that only `advance` moves. */
export class TestClock {
  #now: number;

  constructor(now: Date = new Date()) {
    this.#now = now.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(time: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = time;
    this.#now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
}

/** A log that records its lines. */
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
  /** Simulates the shutdown of the host: aborts `draining`. */
  drain(): void;
}

/** Tests move the clock by days while messages wait, and submit jobs that no worker ends. */
const patient = { MAXIMUM_QUEUE_SECONDS: '2592000', RUNNING_JOBS_PER_CALLER: '200' };

/** The real services with a new tenant and a test clock; or with those of `beside`, as another instance of the same app. */
export async function testServices(
  settings: Record<string, string> = {},
  beside?: { tenant: Tenant; clock?: TestClock },
): Promise<TestServices> {
  const ownTenant = beside?.tenant ?? (await tenant());
  const clock = beside?.clock ?? new TestClock();
  const log = new TestLog();
  const stopping = new AbortController();
  const environment = { ...ownTenant.environment(), ...patient, ...settings };
  const services = createServices(readConfiguration(environment), {
    clock,
    log,
    draining: stopping.signal,
  });
  return {
    ...services,
    clock,
    log,
    tenant: ownTenant,
    drain: () => stopping.abort(new Error('The host is stopping.')),
  };
}
