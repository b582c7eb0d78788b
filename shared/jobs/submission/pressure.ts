import { reloadingPerServices } from '../../async/reloading.ts';
import { ConveyorError } from '../../errors.ts';
import { jobsQueue } from '../queues.ts';
import type { JobServices } from '../services.ts';

export interface Pressure {
  /** Age of the oldest waiting job, in whole seconds; 0 if none waits. */
  oldestSeconds: number;
}

/** The pressure on the jobs queue, read at most once every five seconds for all requests of this instance. */
const pressure = reloadingPerServices(readPressure, { seconds: 5 });

async function readPressure({
  queues,
  clock,
  log,
}: Pick<JobServices, 'queues' | 'clock' | 'log'>): Promise<Pressure> {
  try {
    const oldest = await queues.oldest(jobsQueue);
    const seconds = oldest ? Math.floor((clock.now().getTime() - oldest.getTime()) / 1000) : 0;
    return { oldestSeconds: Math.max(0, seconds) };
  } catch (error) {
    // A failure here must not refuse submissions: enqueueing itself shows whether the queue works.
    log.warn('The jobs queue could not be read.', { error });
    return { oldestSeconds: 0 };
  }
}

/** Number of waiting and running jobs, and age of the oldest waiting job: for monitoring. */
export async function measure(services: JobServices): Promise<Pressure & { depth: number }> {
  const [depth, { oldestSeconds }] = await Promise.all([
    services.queues.depth(jobsQueue),
    pressure(services),
  ]);
  return { depth, oldestSeconds };
}

/**
 * Refuses jobs while the oldest waiting job is too old; runs before the request body is read.
 * @throws ConveyorError `queue_full`
 */
export async function admit(services: JobServices): Promise<void> {
  const { maximumQueueSeconds } = services.config;
  const { oldestSeconds } = await pressure(services);
  if (oldestSeconds <= maximumQueueSeconds) return;
  // The longer the backlog, the later the retry.
  const seconds = Math.min(300, Math.max(5, oldestSeconds - maximumQueueSeconds));
  throw new ConveyorError('queue_full', {
    headers: { 'retry-after': String(seconds) },
    members: { oldestSeconds },
  });
}
