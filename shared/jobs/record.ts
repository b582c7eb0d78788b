import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { ConversionUsage } from '../conversion/files.ts';
import type { Step } from '../conversion/steps/steps.ts';
import type { ConversionWarning, WarningCode } from '../conversion/warnings.ts';
import type { ErrorCode } from '../errors.ts';
import type { StoredCallback } from './notifications/callback.ts';
import type { Notification } from './notifications/notification.ts';
import type { WorkQueue } from './queues.ts';
import type { Status } from './states.ts';

/** A file of a job; its bytes are in Blob Storage. */
export interface JobFile {
  name: string;
  contentType: string;
  /** In bytes. */
  size: number;
}

/** An input file. Its bytes came with the submission unless `url` or `upload` is set. */
export interface JobInput extends JobFile {
  /** The URL the worker fetches; its query is removed when the job ends. `size` is 0 until then. */
  url?: string;
  /** Whether the caller gave the name, which then overrides the name from the URL. */
  named?: boolean;
  /** The direct upload, and its ETag when the job was submitted. */
  upload?: { id: string; etag: string };
}

/** Why a job failed. */
export interface JobError {
  code: ErrorCode;
  detail: string;
  retryable: boolean;
}

/** The record of a job in Cosmos DB; partition: organisation and id. Times are ISO 8601, UTC. */
export interface JobRecord extends StoredCallback {
  /** UUIDv7: contains the creation time. */
  id: string;
  organisationId: string;
  callerId: string;
  status: Status;
  /** The queue of its messages; `jobs` if absent. */
  queue?: WorkQueue;
  /** A queued job without a message: its caller has the maximum number of running jobs. The end of one sends it. */
  held?: true;
  /** A postponed job: it has given back its place, and takes one when its delayed message arrives. */
  placeless?: true;
  /** The steps without secrets and long values; the complete steps unless `stepsInBlob`. */
  steps: Step[];
  /** Whether the complete steps are in Blob Storage because they hold secrets or are too long for a record. */
  stepsInBlob?: boolean;
  inputs: JobInput[];
  /** Whether Blob Storage holds request headers of inputs with a URL. */
  inputHeadersInBlob?: boolean;
  /** Names the results: see `nameFiles`. */
  fileName?: string;
  /** Codes of warnings that fail the job. */
  failOnWarnings?: WarningCode[];
  createdAt: string;
  /** Bytes of its files in Blob Storage: the inputs, and from its end the results. */
  storedBytes?: number;
  /** When its last message was sent. */
  enqueuedAt: string;
  /** How often a worker started it. */
  attempt: number;
  /** Attempts that ended because their host was draining. */
  drains: number;
  /** Attempts that were postponed: a URL did not answer, or no engine was available in time. */
  postponed?: number;
  startedAt?: string;
  /** When the lease of its worker expires. */
  leaseUntil?: string;
  endedAt?: string;
  /** The files of the winning attempt, which is `attempt`. */
  results?: JobFile[];
  /** The ZIP of the results, if there are several. */
  archive?: JobFile;
  /** The billed usage; written once, together with the status `succeeded`. */
  usage?: ConversionUsage;
  /** Warnings of the winning attempt; written once, together with the terminal status. Absent if there are none. */
  warnings?: ConversionWarning[];
  error?: JobError;
  /** Delivery state of the webhook; created together with the terminal status. */
  notification?: Notification;
  /** The trace of its submission, which its messages and its webhook continue. */
  traceId?: string;
  /** The caller's own id of the submission. */
  correlationId?: string;
  /** The claim of its `Idempotency-Key`, deleted together with the job. */
  idempotencyId?: string;
}

const days = 86_400;

export const jobsContainer: ContainerDeclaration = {
  name: 'jobs',
  partitionKey: ['/organisationId', '/id'],
  indexed: [
    '/id/?',
    '/organisationId/?',
    '/callerId/?',
    '/status/?',
    '/queue/?',
    '/held/?',
    '/enqueuedAt/?',
    '/leaseUntil/?',
    '/error/code/?',
    '/storedBytes/?',
    '/notification/state/?',
    '/notification/dueAt/?',
  ],
  composite: [
    // A caller's jobs, newest first.
    [
      { path: '/organisationId', order: 'descending' },
      { path: '/callerId', order: 'descending' },
      { path: '/id', order: 'descending' },
    ],
    // The jobs of an organisation, newest first.
    [
      { path: '/organisationId', order: 'descending' },
      { path: '/id', order: 'descending' },
    ],
    // The held jobs of an organisation, oldest first.
    [
      { path: '/organisationId', order: 'ascending' },
      { path: '/held', order: 'ascending' },
      { path: '/id', order: 'ascending' },
    ],
    // A caller's held jobs, oldest first.
    [
      { path: '/organisationId', order: 'ascending' },
      { path: '/callerId', order: 'ascending' },
      { path: '/held', order: 'ascending' },
      { path: '/id', order: 'ascending' },
    ],
  ],
  timeToLive: 30 * days,
};

/** The partition key of a job. */
export function partitionOf(job: Pick<JobRecord, 'organisationId' | 'id'>): string[] {
  return [job.organisationId, job.id];
}
