import { expect, vi } from 'vitest';
import { attemptsOf, maximumAttempts } from '../../shared/jobs/failExhausted.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import type { Services } from '../../shared/services.ts';
import type { App } from '../harness/app.ts';
import { descendants, familyOf, isAlive, killAll, type Seen, see, stillAlive } from '../harness/processes.ts';

/** How something of a worker is ended: its whole host; one process of an engine; all of them; the host, told before. */
const ways = ['host', 'host', 'process', 'process', 'engines', 'drain'] as const;
type Way = (typeof ways)[number];

/** Of ten strikes, how many are followed by another at once. */
const doubled = 2;
/** How many engines a job may lose in one attempt without being blamed for it. */
const bearable = 2;

/**
 * Ends a worker or parts of it, at random, and sees that nothing outlives what it belongs to. A job bears five attempts, and in
 * one of them three engines; a strike that would be one too many for a job is left out, so that every job must succeed.
 */
export class Killer {
  worker: App;
  readonly counts: Record<Way, number> = { host: 0, process: 0, engines: 0, drain: 0 };
  /** How many strikes were left out for the sake of a job. */
  spared = 0;
  readonly #start: () => Promise<App>;
  readonly #services: Services;
  /** How often an engine was ended while an attempt ran, by job and attempt. */
  readonly #wounds = new Map<string, number>();

  private constructor(worker: App, start: () => Promise<App>, services: Services) {
    this.worker = worker;
    this.#start = start;
    this.#services = services;
  }

  /** @param start starts a worker */
  static async of(start: () => Promise<App>, services: Services): Promise<Killer> {
    return new Killer(await start(), start, services);
  }

  get kills(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** Strikes once, or twice in a row. */
  async strike(): Promise<void> {
    await this.#once();
    if (Math.random() * 10 < doubled) await this.#once();
  }

  /** Ends the worker as it should end; what it started and killed it has buried, and nothing of it is left. */
  async stop(): Promise<void> {
    const { pid } = this.worker.host;
    await vi.waitFor(() => expect(descendants(pid).filter((each) => !isAlive(each))).toEqual([]), 30_000);
    const family = this.#family();
    await this.worker.host.stop();
    await gone(family);
  }

  async #once(): Promise<void> {
    const before = await this.#running();
    if (before.some((job) => this.#bearsNoMore(job))) {
      this.spared++;
      return;
    }
    const way = ways[Math.floor(Math.random() * ways.length)] ?? 'host';
    this.counts[way]++;
    if (way === 'host' || way === 'drain') return this.#endHost(way);
    const engines = descendants(this.worker.host.pid);
    killAll(
      way === 'engines' ? engines : engines.slice(Math.floor(Math.random() * engines.length)).slice(0, 1),
    );
    // Some may have been taken between the look and the strike.
    const hit = [...before, ...(await this.#running())].map(nameOf);
    for (const name of new Set(hit)) this.#wounds.set(name, (this.#wounds.get(name) ?? 0) + 1);
  }

  #running(): Promise<JobRecord[]> {
    return Array.fromAsync(this.#services.jobs.query({ text: `SELECT * FROM c WHERE c.status = 'running'` }));
  }

  async #endHost(way: 'host' | 'drain'): Promise<void> {
    const family = this.#family();
    await (way === 'host' ? this.worker.host.kill() : this.worker.host.stop());
    this.worker = await this.#start();
    await gone(family);
  }

  #family(): Seen[] {
    return see(familyOf(this.worker.host.pid));
  }

  /** One may be taken between this look and the strike: the last attempt is left to it. */
  #bearsNoMore(job: JobRecord): boolean {
    return attemptsOf(job) >= maximumAttempts - 1 || (this.#wounds.get(nameOf(job)) ?? 0) >= bearable;
  }
}

const nameOf = ({ id, attempt }: JobRecord) => `${id}/${attempt}`;

/** No engine outlives its host for long. */
async function gone(family: Seen[]): Promise<void> {
  await vi.waitFor(() => expect(stillAlive(family)).toEqual([]), { timeout: 30_000, interval: 100 });
}
