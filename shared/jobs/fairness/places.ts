import type { JobRecord } from '../record.ts';

/** The fields of a job that say where it is counted. */
export type CountedJob = Pick<JobRecord, 'id' | 'organisationId' | 'callerId'>;

/** Cosmos condition for a job that has a place. Ids are generated UUIDs and need no escaping. */
export const hasPlace = (jobId: string) => `IS_DEFINED(c.sent["${jobId}"])`;

/** Cosmos condition for a job that has no place while one is free. */
export const canTakePlace = (jobId: string, { runningJobs }: { runningJobs: number }) =>
  `c.count < ${runningJobs} AND NOT ${hasPlace(jobId)}`;

/** Cosmos patch operations that change the entry of a job and the count together. */
export const addPlace = (jobId: string, at: Date) => [
  { op: 'set' as const, path: `/sent/${jobId}`, value: at.toISOString() },
  { op: 'incr' as const, path: '/count', value: 1 },
];
export const removePlace = (jobId: string) => [
  { op: 'remove' as const, path: `/sent/${jobId}` },
  { op: 'incr' as const, path: '/count', value: -1 },
];
export const changeHeld = (by: 1 | -1) => ({ op: 'incr' as const, path: '/held', value: by });
