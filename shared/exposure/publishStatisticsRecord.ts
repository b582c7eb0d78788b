import type { ContainerDeclaration } from '../azure/cosmos.ts';

/** Publish counts of a health authority and a day, in one of several shards to spread the writes. */
export interface PublishCounts {
  /** `<health authority>|<day>|<shard>`. Also the partition key. */
  id: string;
  /** The day, `YYYY-MM-DD`, UTC. */
  day: string;
  publishes: number;
  keys: number;
  revisions: number;
  onsetMissing: number;
  /** Index: days from the start of the oldest key to the publish; the last one counts all larger values. */
  oldestKey: number[];
  /** Index: days from symptom onset to the publish; the last one counts all larger values. */
  onset: number[];
}

const days = 86_400;

export const publishStatisticsContainer: ContainerDeclaration = {
  name: 'publishStatistics',
  partitionKey: ['/id'],
  indexed: ['/day/?'],
  timeToLive: 60 * days,
  untraced: true,
};
