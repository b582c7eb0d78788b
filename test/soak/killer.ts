import { expect, vi } from 'vitest';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { attemptsOf, maximumAttempts } from '../../shared/jobs/work/failExhausted.ts';
import type { Services } from '../../shared/services.ts';
import type { App } from '../harness/app.ts';
import {
  descendants,
  identify,
  isAlive,
  killAll,
  type ProcessIdentity,
  processTree,
  stillAlive,
} from '../harness/processes.ts';

/** Kinds of strikes: kill the host; kill one engine process; kill all of them; stop the host gracefully. */
const methods = ['host', 'host', 'process', 'process', 'engines', 'drain'] as const;
type Method = (typeof methods)[number];

/** How many of ten kills are followed by a second one at once. */
const doubled = 2;
/** Engine deaths per attempt that a job survives. */
const survivableDeaths = 2;

/**
 * Kills a worker or its engine processes at random, and checks that no child process outlives its parent. A job has five
 * attempts, and three engines per attempt. A strike that would exceed these limits for a job is skipped, so that every job
 * must succeed.
 */
export class Killer {
  worker: App;
  readonly counts: Record<Method, number> = { host: 0, process: 0, engines: 0, drain: 0 };
  /** Strikes that were skipped because a job had reached its limits. */
  skipped = 0;
  readonly #start: () => Promise<App>;
  readonly #services: Services;
  /** Engine deaths during an attempt, by job and attempt. */
  readonly #deaths = new Map<string, number>();

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

  /** Stops the worker gracefully; checks that it has reaped its killed children and leaves no process. */
  async stop(): Promise<void> {
    const { pid } = this.worker.host;
    await vi.waitFor(() => expect(descendants(pid).filter((each) => !isAlive(each))).toEqual([]), 30_000);
    const processes = this.#processes();
    await this.worker.host.stop();
    await allEnded(processes);
  }

  async #once(): Promise<void> {
    const before = await this.#running();
    if (before.some((job) => this.#isAtLimit(job))) {
      this.skipped++;
      return;
    }
    const method = methods[Math.floor(Math.random() * methods.length)] ?? 'host';
    this.counts[method]++;
    if (method === 'host' || method === 'drain') return this.#endHost(method);
    const engines = descendants(this.worker.host.pid);
    killAll(
      method === 'engines' ? engines : engines.slice(Math.floor(Math.random() * engines.length)).slice(0, 1),
    );
    // Other jobs may have started between the query and the strike.
    const hit = [...before, ...(await this.#running())].map(nameOf);
    for (const name of new Set(hit)) this.#deaths.set(name, (this.#deaths.get(name) ?? 0) + 1);
  }

  #running(): Promise<JobRecord[]> {
    return Array.fromAsync(this.#services.jobs.query({ text: `SELECT * FROM c WHERE c.status = 'running'` }));
  }

  async #endHost(method: 'host' | 'drain'): Promise<void> {
    const processes = this.#processes();
    await (method === 'host' ? this.worker.host.kill() : this.worker.host.stop());
    this.worker = await this.#start();
    await allEnded(processes);
  }

  #processes(): ProcessIdentity[] {
    return identify(processTree(this.worker.host.pid));
  }

  /** A job may start between this check and the strike, so its last attempt is never struck. */
  #isAtLimit(job: JobRecord): boolean {
    return attemptsOf(job) >= maximumAttempts - 1 || (this.#deaths.get(nameOf(job)) ?? 0) >= survivableDeaths;
  }
}

const nameOf = ({ id, attempt }: JobRecord) => `${id}/${attempt}`;

/** Waits until all processes have ended. */
async function allEnded(processes: ProcessIdentity[]): Promise<void> {
  await vi.waitFor(() => expect(stillAlive(processes)).toEqual([]), { timeout: 30_000, interval: 100 });
}
