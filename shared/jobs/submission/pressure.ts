import { reloadingPerServices } from '../../async/reloading.ts';
import { ConveyorError } from '../../errors.ts';
import { type WorkQueue, workQueues } from '../queues.ts';
import type { JobServices } from '../services.ts';

export interface Pressure {
  /** Age of the oldest waiting job, in whole seconds; 0 if none waits. */
  oldestSeconds: number;
}

/** The pressure on each queue of jobs, read at most once every five seconds for all requests of this instance. */
const pressure = reloadingPerServices(
  async (services: JobServices) => ofEachQueue((queue) => readPressure(queue, services)),
  { seconds: 5 },
);

async function readPressure(
  queue: WorkQueue,
  { queues, clock, log }: Pick<JobServices, 'queues' | 'clock' | 'log'>,
): Promise<Pressure> {
  try {
    const oldest = await queues.oldest(queue);
    const seconds = oldest ? Math.floor((clock.now().getTime() - oldest.getTime()) / 1000) : 0;
    return { oldestSeconds: Math.max(0, seconds) };
  } catch (error) {
    // A failure here must not refuse submissions: enqueueing itself shows whether the queue works.
    log.warn('A queue of jobs could not be read.', { queue, error });
    return { oldestSeconds: 0 };
  }
}

/** Number of sent and running jobs, and age of the oldest waiting job, of each queue: for monitoring. */
export async function measure(
  services: JobServices,
): Promise<Record<WorkQueue, Pressure & { depth: number }>> {
  const known = await pressure(services);
  return ofEachQueue(async (queue) => ({ ...known[queue], depth: await services.queues.depth(queue) }));
}

/**
 * Refuses jobs while the oldest job of every queue has waited too long. Runs before the request body is read, so the
 * queue of the job is not known yet.
 * @throws ConveyorError `queue_full`
 */
export async function admit(services: JobServices): Promise<void> {
  const known = await pressure(services);
  refuseAbove(Math.min(...workQueues.map((queue) => known[queue].oldestSeconds)), services);
}

/**
 * Refuses a job while the oldest job of its queue has waited too long.
 * @throws ConveyorError `queue_full`
 */
export async function admitTo(queue: WorkQueue, services: JobServices): Promise<void> {
  refuseAbove((await pressure(services))[queue].oldestSeconds, services);
}

function refuseAbove(oldestSeconds: number, { config }: Pick<JobServices, 'config'>): void {
  const { maximumQueueSeconds } = config;
  if (oldestSeconds <= maximumQueueSeconds) return;
  // The longer the backlog, the later the retry.
  const seconds = Math.min(300, Math.max(5, oldestSeconds - maximumQueueSeconds));
  throw new ConveyorError('queue_full', {
    headers: { 'retry-after': String(seconds) },
    members: { oldestSeconds },
  });
}

async function ofEachQueue<T>(work: (queue: WorkQueue) => Promise<T>): Promise<Record<WorkQueue, T>> {
  const entries = await Promise.all(workQueues.map(async (queue) => [queue, await work(queue)] as const));
  return Object.fromEntries(entries) as Record<WorkQueue, T>;
}
