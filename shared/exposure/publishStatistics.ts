import type { ContainerDeclaration } from '../azure/cosmos.ts';
import { dayOf } from '../identity/device.ts';
import type { Services } from '../services.ts';

/** Counts of the publishes of a health authority and a day, in one of several records so that none is written too often. */
export interface PublishCounts {
  /** `<health authority>|<day>|<shard>`; the partition too. */
  id: string;
  /** The day, `YYYY-MM-DD`, UTC. */
  day: string;
  publishes: number;
  keys: number;
  revisions: number;
  onsetMissing: number;
  /** Index: days from the start of the oldest key to the publish; the last holds all that are more. */
  oldestKey: number[];
  /** Index: days from the onset of symptoms to the publish. */
  onset: number[];
}

/** One publish, as it is counted. Nothing here is of one key. */
export interface CountedPublish {
  healthAuthorityId: string;
  received: Date;
  keys: number;
  revision: boolean;
  oldestKeyDays: number;
  onsetDaysAgo?: number | undefined;
}

const shards = 16;
const oldestKeyDays = 16;
const onsetDays = 29;
const days = 86_400;

export const publishStatisticsContainer: ContainerDeclaration = {
  name: 'publishStatistics',
  partitionKey: ['/id'],
  indexed: ['/day/?'],
  timeToLive: 60 * days,
  untraced: true,
};

/**
 * Counts a publish that stored something: one write, to a record drawn at random. A publish that died before it is not
 * counted, and one that cannot be counted is none the worse for it.
 */
export async function countPublish(
  publish: CountedPublish,
  { publishStatistics, random, log }: Services,
  signal: AbortSignal,
): Promise<void> {
  const day = dayOf(publish.received);
  const id = idOf(publish.healthAuthorityId, day, random.bytes(1).readUInt8() % shards);
  const one = (path: string, value = 1) => ({ op: 'incr', path, value }) as const;
  const operations = [
    one('/publishes'),
    one('/keys', publish.keys),
    one(`/oldestKey/${within(publish.oldestKeyDays, oldestKeyDays)}`),
    publish.onsetDaysAgo === undefined
      ? one('/onsetMissing')
      : one(`/onset/${within(publish.onsetDaysAgo, onsetDays)}`),
    ...(publish.revision ? [one('/revisions')] : []),
  ];
  try {
    if (await publishStatistics.patch([id], id, operations, { signal })) return;
    // The first of its day and shard. If another one is first in this moment, it is there now.
    await publishStatistics.create({ ...noCounts(), id, day }, { signal });
    await publishStatistics.patch([id], id, operations, { signal });
  } catch (error) {
    log.warn('A publish could not be counted.', { reason: error instanceof Error ? error.name : 'unknown' });
  }
}

/** The counts of a day, of all shards together. */
export async function readCounts(
  healthAuthorityId: string,
  day: string,
  { publishStatistics }: Services,
): Promise<Omit<PublishCounts, 'id' | 'day'>> {
  const records = await Promise.all(
    Array.from({ length: shards }, (_, shard) => {
      const id = idOf(healthAuthorityId, day, shard);
      return publishStatistics.read([id], id);
    }),
  );
  const sum = noCounts();
  for (const stored of records) {
    if (!stored) continue;
    for (const name of ['publishes', 'keys', 'revisions', 'onsetMissing'] as const)
      sum[name] += stored.record[name];
    for (const name of ['oldestKey', 'onset'] as const)
      sum[name] = sum[name].map((count, index) => count + (stored.record[name][index] ?? 0));
  }
  return sum;
}

/** Deletes what is older than 30 days. @returns how many records. */
export async function sweepPublishStatistics({ publishStatistics, clock }: Services): Promise<number> {
  const before = dayOf(new Date(clock.now().getTime() - 30 * days * 1000));
  let count = 0;
  for await (const { id } of publishStatistics.query<{ id: string }>({
    text: 'SELECT c.id FROM c WHERE c.day < @before',
    parameters: { before },
  }))
    if (await publishStatistics.delete([id], id)) count++;
  return count;
}

const idOf = (healthAuthorityId: string, day: string, shard: number) =>
  `${healthAuthorityId}|${day}|${shard}`;

const within = (value: number, last: number) => Math.min(Math.max(value, 0), last);

const noCounts = (): Omit<PublishCounts, 'id' | 'day'> => ({
  publishes: 0,
  keys: 0,
  revisions: 0,
  onsetMissing: 0,
  oldestKey: Array.from({ length: oldestKeyDays + 1 }, () => 0),
  onset: Array.from({ length: onsetDays + 1 }, () => 0),
});
