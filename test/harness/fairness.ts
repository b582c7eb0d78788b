import { QueueServiceClient } from '@azure/storage-queue';
import { managedIdentity } from '../../shared/azure/credential.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import type { JobMessage } from '../../shared/jobs/message.ts';
import { workQueues } from '../../shared/jobs/queues.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { type Counter, counterOf } from '../../shared/tenancy/quotas/counter.ts';
import { page, toPdf } from './jobs.ts';
import type { TestServices } from './services.ts';

/** Services that record the ids of the jobs whose messages they send, in order. */
export function recordingMessages(services: TestServices): { services: TestServices; sent: string[] } {
  const sent: string[] = [];
  const { queues } = services;
  const recorded = new Proxy(queues, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        const result: unknown = await value.apply(target, args);
        if (name === 'send') sent.push((args[1] as JobMessage).jobId);
        return result;
      };
    },
  });
  return { services: { ...services, queues: recorded }, sent };
}

/** Deletes the messages of the queues of jobs, as workers that receive them do. */
export async function clearQueues({ config }: TestServices): Promise<void> {
  const service = new QueueServiceClient(config.transitQueues, await managedIdentity());
  await Promise.all(workQueues.map((queue) => service.getQueueClient(queue).clearMessages()));
}

/** The counter of a caller. */
export async function counterFor(
  caller: TenantCaller,
  { counters }: TestServices,
): Promise<Pick<Counter, 'count' | 'held'> & { sent: string[] }> {
  const { count = 0, held = 0, sent = {} } = (await counters.read(...whereOf(caller)))?.record ?? {};
  return { count, held, sent: Object.keys(sent).toSorted() };
}

/** The jobs of a caller, oldest first. */
export async function jobsOf(caller: TenantCaller, { jobs }: TestServices): Promise<JobRecord[]> {
  const records = await Array.fromAsync(
    jobs.query<JobRecord>({
      text: 'SELECT * FROM c WHERE c.callerId = @device',
      parameters: { device: caller.callerId },
    }),
  );
  return records.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** Submits a page as a job, a second after the previous one: the ids of jobs sort by time. */
export async function submitPage(
  caller: TenantCaller,
  services: TestServices,
  idempotencyKey?: string,
): Promise<JobRecord> {
  services.clock.advance({ seconds: 1 });
  return submit({ caller, files: [page], steps: toPdf, idempotencyKey }, services);
}

export async function submitPages(
  count: number,
  caller: TenantCaller,
  services: TestServices,
): Promise<JobRecord[]> {
  const jobs: JobRecord[] = [];
  while (jobs.length < count) jobs.push(await submitPage(caller, services));
  return jobs;
}

export const ids = (...jobs: (JobRecord | undefined)[]): string[] => jobs.map((job) => job?.id ?? '');

/** The address of a caller's counter. */
export function whereOf(caller: TenantCaller): [partition: string[], id: string] {
  const { partition, id } = counterOf(caller);
  return [partition, id];
}
