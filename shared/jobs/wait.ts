import type { CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import { ringOr } from './bell.ts';
import { find } from './find.ts';
import type { JobRecord } from './record.ts';
import { isTerminal, type Status } from './states.ts';

const firstPause = 250;
const longestPause = 1000;
const waiting = new Map<string, number>();
let waitingAll = 0;

/**
 * A job, as soon as its status changes (or it has ended) or `seconds` have passed. An ended job, and a caller who has
 * too many requests waiting already, is answered at once.
 */
export async function wait(
  id: string,
  { seconds, until }: { seconds: number; until: 'changed' | 'ended' },
  caller: CallerOf<'device'>,
  services: Services,
): Promise<JobRecord> {
  const { record } = await find(id, caller, services);
  const { longPolls, longPollsPerCaller } = services.config;
  const mine = waiting.get(caller.deviceId) ?? 0;
  if (seconds === 0 || isTerminal(record.status) || mine >= longPollsPerCaller || waitingAll >= longPolls)
    return record;
  waiting.set(caller.deviceId, mine + 1);
  waitingAll++;
  try {
    const waited = (status: Status) =>
      isTerminal(status) || (until === 'changed' && status !== record.status);
    return await poll(record, waited, seconds * 1000, caller, services);
  } finally {
    waitingAll--;
    const left = (waiting.get(caller.deviceId) ?? 1) - 1;
    if (left > 0) waiting.set(caller.deviceId, left);
    else waiting.delete(caller.deviceId);
  }
}

async function poll(
  before: JobRecord,
  waited: (status: Status) => boolean,
  milliseconds: number,
  caller: CallerOf<'device'>,
  services: Services,
): Promise<JobRecord> {
  const end = performance.now() + milliseconds;
  let pause = firstPause;
  let latest = before;
  while (!waited(latest.status) && !services.draining.aborted) {
    const left = end - performance.now();
    if (left <= 0) break;
    // A host that stops answers its callers first.
    const ended = await ringOr(before.id, Math.min(pause, left), services.draining);
    pause = Math.min(pause * 1.5, longestPause);
    latest = ended ?? (await find(before.id, caller, services)).record;
  }
  return latest;
}
