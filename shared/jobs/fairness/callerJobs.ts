import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import type { Configuration } from '../../configuration.ts';
import type { JobRecord } from '../record.ts';

/**
 * Counts the jobs of one caller. One record, so that a change is one atomic patch of entries and count, and the cap holds
 * under concurrent submissions. It is small: at most RUNNING_JOBS_PER_CALLER entries.
 */
export interface CallerJobs {
  /** The caller. */
  id: string;
  organisationId: string;
  /** Number of entries of `sent`. */
  count: number;
  /** Id of each job that has a place (its message was sent, or is about to be) → when it took the place. */
  sent: Record<string, string>;
  /** Number of held jobs. The reconciliation corrects it after a crash. */
  held: number;
}

const days = 86_400;

export const callerJobsContainer: ContainerDeclaration = {
  name: 'callerJobs',
  partitionKey: ['/organisationId', '/id'],
  indexed: ['/count/?', '/held/?'],
  timeToLive: 30 * days,
};

/** The fields of a job that say who is counted. */
export type CountedJob = Pick<JobRecord, 'id' | 'organisationId' | 'callerId'>;
export type Caller = Pick<CountedJob, 'organisationId' | 'callerId'>;

/** Where the jobs of a caller are counted. The only place that decides who shares a cap: at present each device has its own. */
export function counterOf({ organisationId, callerId }: Caller): { partition: string[]; id: string } {
  return { partition: [organisationId, callerId], id: callerId };
}

/** Cosmos condition for a job that has a place. Ids are generated UUIDs and need no escaping. */
export const hasPlace = (jobId: string) => `IS_DEFINED(c.sent["${jobId}"])`;

/** Cosmos condition for a job that has no place while its caller has a free one. */
export const canTakePlace = (jobId: string, { runningJobsPerCaller }: Configuration) =>
  `c.count < ${runningJobsPerCaller} AND NOT ${hasPlace(jobId)}`;

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
