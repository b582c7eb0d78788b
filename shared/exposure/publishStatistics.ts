import { deleteFound } from '../azure/deleteFound.ts';
import { dayOf } from '../identity/device.ts';
import type { PublishCounts } from './publishStatisticsRecord.ts';
import type { ExposureServices } from './services.ts';

/** The values of a publish that are counted. None identifies a key. */
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
/**
 * Counts a publish that stored or revised keys, with one write to a random shard. Best effort: a publish is not counted if
 * the process dies before, and a failure is logged without failing the publish.
 */
export async function countPublish(
  publish: CountedPublish,
  { publishStatistics, random, log }: Pick<ExposureServices, 'publishStatistics' | 'random' | 'log'>,
): Promise<void> {
  const day = dayOf(publish.received);
  const id = idOf(publish.healthAuthorityId, day, random.bytes(1).readUInt8() % shards);
  const one = (path: string, value = 1) => ({ op: 'incr', path, value }) as const;
  const operations = [
    one('/publishes'),
    one('/keys', publish.keys),
    one(`/oldestKey/${clamp(publish.oldestKeyDays, oldestKeyDays)}`),
    publish.onsetDaysAgo === undefined
      ? one('/onsetMissing')
      : one(`/onset/${clamp(publish.onsetDaysAgo, onsetDays)}`),
    ...(publish.revision ? [one('/revisions')] : []),
  ];
  try {
    if (await publishStatistics.patch([id], id, operations)) return;
    // The first publish of this day and shard. If another one creates the record at the same time, the patch succeeds too.
    await publishStatistics.create({ ...zeroCounts(), id, day });
    await publishStatistics.patch([id], id, operations);
  } catch (error) {
    log.warn('Counting a publish failed.', { reason: error instanceof Error ? error.name : 'unknown' });
  }
}

/** The sum of the counts of all shards of a day. */
export async function readCounts(
  healthAuthorityId: string,
  day: string,
  { publishStatistics }: Pick<ExposureServices, 'publishStatistics'>,
): Promise<Omit<PublishCounts, 'id' | 'day'>> {
  const records = await Promise.all(
    Array.from({ length: shards }, (_, shard) => {
      const id = idOf(healthAuthorityId, day, shard);
      return publishStatistics.read([id], id);
    }),
  );
  const sum = zeroCounts();
  for (const stored of records) {
    if (!stored) continue;
    for (const name of ['publishes', 'keys', 'revisions', 'onsetMissing'] as const)
      sum[name] += stored.record[name];
    for (const name of ['oldestKey', 'onset'] as const)
      sum[name] = sum[name].map((count, index) => count + (stored.record[name][index] ?? 0));
  }
  return sum;
}

const days = 86_400;

/** Deletes counts older than 30 days. @returns the number of deleted records. */
export async function sweepPublishStatistics({
  publishStatistics,
  clock,
}: Pick<ExposureServices, 'publishStatistics' | 'clock'>): Promise<number> {
  const before = dayOf(new Date(clock.now().getTime() - 30 * days * 1000));
  return deleteFound(publishStatistics, {
    text: 'SELECT c.id FROM c WHERE c.day < @before',
    parameters: { before },
  });
}

const idOf = (healthAuthorityId: string, day: string, shard: number) =>
  `${healthAuthorityId}|${day}|${shard}`;

const clamp = (value: number, last: number) => Math.min(Math.max(value, 0), last);

const zeroCounts = (): Omit<PublishCounts, 'id' | 'day'> => ({
  publishes: 0,
  keys: 0,
  revisions: 0,
  onsetMissing: 0,
  oldestKey: Array.from({ length: oldestKeyDays + 1 }, () => 0),
  onset: Array.from({ length: onsetDays + 1 }, () => 0),
});
