import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { ConversionUsage } from '../conversion/files.ts';
import type { Step } from '../conversion/steps/steps.ts';
import type { ErrorCode } from '../errors.ts';
import type { Sealed } from '../identity/seal.ts';
import type { Notification } from './notification.ts';
import type { Status } from './states.ts';

/** A file of a job: what it is called and how long it is. Its bytes lie in Blob Storage. */
export interface JobFile {
  name: string;
  contentType: string;
  /** In bytes. */
  size: number;
}

/** A file that goes into a job. Its bytes came with the submission unless it says otherwise. */
export interface JobInput extends JobFile {
  /** Where the worker fetches it, without its query once the job has ended; its size is 0 until it was fetched. */
  url?: string;
  /** Whether the caller gave its name: then what the address says does not count. */
  named?: boolean;
  /** The upload that it is, and the version of it that was there when the job was submitted. */
  upload?: { id: string; etag: string };
}

/** Why a job failed. */
export interface JobError {
  code: ErrorCode;
  detail: string;
  retryable: boolean;
}

/** A job as it stands in Cosmos; partition: organisation and id. Times are ISO 8601, UTC. */
export interface JobRecord {
  /** UUIDv7: it tells when the job was made. */
  id: string;
  organisationId: string;
  deviceId: string;
  status: Status;
  /** What a caller may see of the steps, which is all of them unless `stepsInBlob`. */
  steps: Step[];
  /** Whether the steps lie in Blob Storage: they hold what is secret, or too long for a record. */
  stepsInBlob?: boolean;
  inputs: JobInput[];
  createdAt: string;
  /** When a message was last sent for it. */
  enqueuedAt: string;
  /** How often a worker began it. */
  attempt: number;
  /** How many of these attempts ended only because their host was stopping. */
  drains: number;
  /** How many of these attempts were put off: an address did not answer, or no engine was to be had in time. */
  postponed?: number;
  startedAt?: string;
  /** Until when the worker that runs it holds it. */
  leaseUntil?: string;
  endedAt?: string;
  /** The files of the winning attempt, which is `attempt`. */
  results?: JobFile[];
  /** All of them in one ZIP, where there are several. */
  archive?: JobFile;
  /** What is billed; written with the status `succeeded` in one write, and never again. */
  usage?: ConversionUsage;
  error?: JobError;
  /** Who is told of its end, without its query; all of it is in `callbackSealed` where there is more. */
  callbackUrl?: string;
  callbackSealed?: Sealed;
  /** How far the telling is; written with the terminal status in one write. */
  notification?: Notification;
  /** The claim of its `Idempotency-Key`, which goes when the job does. */
  idempotencyId?: string;
}

const days = 86_400;

export const jobsContainer: ContainerDeclaration = {
  name: 'jobs',
  partitionKey: ['/organisationId', '/id'],
  indexed: [
    '/id/?',
    '/organisationId/?',
    '/deviceId/?',
    '/status/?',
    '/enqueuedAt/?',
    '/leaseUntil/?',
    '/notification/state/?',
    '/notification/dueAt/?',
  ],
  // A caller's jobs, the youngest first.
  composite: [
    [
      { path: '/organisationId', order: 'descending' },
      { path: '/deviceId', order: 'descending' },
      { path: '/id', order: 'descending' },
    ],
  ],
  timeToLive: 30 * days,
};

/** The partition in which a job lies. */
export function partitionOf(job: Pick<JobRecord, 'organisationId' | 'id'>): string[] {
  return [job.organisationId, job.id];
}
