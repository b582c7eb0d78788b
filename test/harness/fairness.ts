import { QueueServiceClient } from '@azure/storage-queue';
import { managedIdentity } from '../../shared/azure/credential.ts';
import type { CallerOf } from '../../shared/identity/caller.ts';
import { type CallerJobs, counterOf } from '../../shared/jobs/fairness/callerJobs.ts';
import type { JobMessage } from '../../shared/jobs/message.ts';
import { workQueues } from '../../shared/jobs/queues.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
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
  caller: CallerOf<'device'>,
  { callerJobs }: TestServices,
): Promise<Pick<CallerJobs, 'count' | 'held'> & { sent: string[] }> {
  const { partition, id } = counterOf(caller);
  const { count = 0, held = 0, sent = {} } = (await callerJobs.read(partition, id))?.record ?? {};
  return { count, held, sent: Object.keys(sent).toSorted() };
}

/** The jobs of a caller, oldest first. */
export async function jobsOf(caller: CallerOf<'device'>, { jobs }: TestServices): Promise<JobRecord[]> {
  const records = await Array.fromAsync(
    jobs.query<JobRecord>({
      text: 'SELECT * FROM c WHERE c.deviceId = @device',
      parameters: { device: caller.deviceId },
    }),
  );
  return records.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
