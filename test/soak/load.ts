import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { billJobs } from '../../shared/jobs/upkeep/bill.ts';
import type { Services } from '../../shared/services.ts';
import type { LedgerItem } from '../../shared/tenancy/ledger.ts';
import { type Client, client } from '../harness/app.ts';
import { bodyOf, type Kind, kinds } from './kinds.ts';

const clients = 3;

/** Clients that submit jobs, wait for them and fetch their results, until they are stopped. */
export class Load {
  readonly #app: Client;
  readonly #stopping = new AbortController();
  readonly #ended: string[] = [];
  readonly #failures: unknown[] = [];
  #running: Promise<unknown> = Promise.resolve();

  private constructor(app: Client) {
    this.#app = app;
  }

  /** Starts the load. @param url of the API */
  static async on(url: string): Promise<Load> {
    const load = new Load(client(url));
    load.#running = Promise.all(
      Array.from({ length: clients }, async (_, index) => load.#work(await load.#app.register(), index)),
    );
    return load;
  }

  /** Waits until a job that was submitted after this call has ended. @throws the first failure of a client */
  async moves(): Promise<void> {
    const enough = this.#ended.length + clients + 1;
    while (this.#ended.length < enough) {
      if (this.#failures.length > 0) throw this.#failures[0];
      await sleep(100);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** No request failed; each job exists once, has succeeded, and is billed once. */
  async expectNothingLost(services: Services): Promise<void> {
    expect(this.#failures).toEqual([]);
    const submitted = new Set(this.#ended);
    expect(submitted.size).toBe(this.#ended.length);
    const records = await Array.fromAsync(services.jobs.query<JobRecord>({ text: 'SELECT * FROM c' }));
    // The smoke tests have deleted theirs.
    expect(new Set(records.map(({ id }) => id))).toEqual(submitted);
    expect(records.filter(({ status }) => status !== 'succeeded')).toEqual([]);
    for (let times = 0; times < 2; times++) await billJobs(services);
    const items = await Array.fromAsync(services.ledger.query<LedgerItem>({ text: 'SELECT * FROM c' }));
    const billed = items.map(({ id }) => id).filter((id) => submitted.has(id));
    expect(billed.toSorted()).toEqual([...submitted].toSorted());
    console.log(`${submitted.size} jobs, each once.`);
  }

  async #work(token: string, first: number): Promise<void> {
    for (let count = first; !this.#stopping.signal.aborted; count++)
      try {
        await this.#job(token, kinds[count % kinds.length] as Kind);
      } catch (error) {
        this.#failures.push(error);
        return;
      }
  }

  async #job(token: string, kind: Kind): Promise<void> {
    const submitted = await this.#app.call('POST', '/v1/jobs', { token, body: await bodyOf(kind) });
    expect(submitted.status).toBe(202);
    const { id } = (await submitted.json()) as { id: string };
    expect(await this.#app.ended(token, id)).toMatchObject({ id, status: 'succeeded' });
    const result = await this.#app.call('GET', `/v1/jobs/${id}/result`, { token });
    expect(result.status).toBe(200);
    await result.arrayBuffer();
    this.#ended.push(id);
  }
}
