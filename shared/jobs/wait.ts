import { z } from 'zod';
import type { TenantCaller } from '../identity/caller.ts';
import { findReadable } from './find.ts';
import { JobEndWatch } from './jobEndEvents.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';
import { isTerminal, type Status } from './states.ts';

/** The longest wait of a request, in seconds. Gateways and clients often end requests after 30 seconds. */
export const longestWait = 20;

/** The query parameter `wait`, in seconds. */
export const waitSeconds = z.coerce.number().int().min(0).max(longestWait).default(0);

/** Milliseconds between two reads of a job that another process runs: about half of the time that the request has waited. */
const pauses = { first: 50, longest: 1000, growth: 1.5 };
const waiting = new Map<string, number>();
let totalWaiting = 0;

/**
 * Returns the job when its status changes (or it ends), or after `seconds`. Returns at once if the job has ended or the
 * caller already has the maximum number of waiting requests.
 */
export async function wait(
  id: string,
  { seconds, until }: { seconds: number; until: 'changed' | 'ended' },
  caller: TenantCaller,
  services: JobServices,
): Promise<JobRecord> {
  const { longPolls, longPollsPerCaller } = services.config;
  const own = waiting.get(caller.callerId) ?? 0;
  if (seconds === 0 || own >= longPollsPerCaller || totalWaiting >= longPolls)
    return (await findReadable(id, caller, services)).record;
  waiting.set(caller.callerId, own + 1);
  totalWaiting++;
  // Before the first read: a job can end while its record is read.
  const watch = new JobEndWatch(id);
  try {
    const { record } = await findReadable(id, caller, services);
    const isDone = (status: Status) =>
      isTerminal(status) || (until === 'changed' && status !== record.status);
    return await poll({ record, isDone, milliseconds: seconds * 1000, watch }, caller, services);
  } finally {
    watch.stop();
    totalWaiting--;
    const left = (waiting.get(caller.callerId) ?? 1) - 1;
    if (left > 0) waiting.set(caller.callerId, left);
    else waiting.delete(caller.callerId);
  }
}

async function poll(
  {
    record,
    isDone,
    milliseconds,
    watch,
  }: {
    record: JobRecord;
    isDone: (status: Status) => boolean;
    milliseconds: number;
    watch: JobEndWatch;
  },
  caller: TenantCaller,
  services: JobServices,
): Promise<JobRecord> {
  const end = performance.now() + milliseconds;
  let pause = pauses.first;
  let latest = record;
  while (!isDone(latest.status) && !services.draining.aborted) {
    const left = end - performance.now();
    if (left <= 0) break;
    // A draining host answers its waiting requests at once.
    const ended = await watch.wait(Math.min(pause, left), services.draining);
    pause = Math.min(pause * pauses.growth, pauses.longest);
    latest = ended ?? (await findReadable(record.id, caller, services)).record;
  }
  return latest;
}
