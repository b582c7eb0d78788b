import { ConveyorError } from '../errors.ts';
import type { Services } from '../services.ts';
import { jobsQueue } from './message.ts';

/** How much waits. */
export interface Pressure {
  /** How long the oldest job has waited, in whole seconds; 0 where none waits. */
  oldestSeconds: number;
}

/** How long a look into the queue serves every request of this instance. */
const keptMilliseconds = 5_000;
const looks = new WeakMap<Services, { at: number; pressure: Promise<Pressure> }>();

/** How much waits, looked at every five seconds at most, however many ask. */
export function pressure(services: Services): Promise<Pressure> {
  const now = services.clock.now().getTime();
  const last = looks.get(services);
  if (last && now - last.at < keptMilliseconds) return last.pressure;
  const looked = look(services);
  looks.set(services, { at: now, pressure: looked });
  return looked;
}

async function look({ queues, clock, log }: Services): Promise<Pressure> {
  try {
    const oldest = await queues.oldest(jobsQueue);
    const seconds = oldest ? Math.floor((clock.now().getTime() - oldest.getTime()) / 1000) : 0;
    return { oldestSeconds: Math.max(0, seconds) };
  } catch (error) {
    // Whether a job can be queued is seen when it is.
    log.warn('The queue of jobs could not be looked at.', { error });
    return { oldestSeconds: 0 };
  }
}

/** How many jobs wait or run, and how long the oldest that waits has done so: for whoever watches. */
export async function measure(services: Services): Promise<Pressure & { depth: number }> {
  const [depth, { oldestSeconds }] = await Promise.all([
    services.queues.depth(jobsQueue),
    pressure(services),
  ]);
  return { depth, oldestSeconds };
}

/**
 * Refuses further jobs while those that wait are too old: the caller learns it before its file is sent.
 * @throws ConveyorError `queue_full`
 */
export async function admit(services: Services): Promise<void> {
  const { maximumQueueSeconds } = services.config;
  const { oldestSeconds } = await pressure(services);
  if (oldestSeconds <= maximumQueueSeconds) return;
  // The longer it waits already, the longer it takes.
  const seconds = Math.min(300, Math.max(5, oldestSeconds - maximumQueueSeconds));
  throw new ConveyorError('queue_full', {
    headers: { 'retry-after': String(seconds) },
    members: { oldestSeconds },
  });
}
