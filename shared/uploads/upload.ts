import type { ContainerDeclaration } from '../azure/cosmos.ts';
import type { Owner } from '../identity/caller.ts';

/** A blob that a client writes directly to storage and that no job has taken yet. */
export interface Upload {
  name: string;
  contentType?: string;
  /** ISO 8601, UTC, like all times here. */
  createdAt: string;
  /** When its write URL expires. */
  expiresAt: string;
  /** The job that has taken it. */
  jobId?: string;
  /** Deleted by its owner. It counts until its URL expires; otherwise deleting would bypass the limit. */
  deleted?: true;
}

/**
 * The uploads of one caller that no job has taken yet. One record, so that a change is one atomic patch of entries and
 * count, and the limit holds under concurrent requests.
 */
export interface CallerUploads {
  /** The caller; with the organisation, the partition key. */
  id: string;
  organisationId: string;
  count: number;
  /** Upload id (UUIDv7) → the upload. */
  uploads: Record<string, Upload>;
}

const days = 86_400;

export const uploadsContainer: ContainerDeclaration = {
  name: 'uploads',
  partitionKey: ['/organisationId', '/id'],
  indexed: ['/count/?'],
  timeToLive: 30 * days,
};

/** Validity of the write URL. */
export const writableMinutes = 15;
/** How long after its creation a job can take an upload. */
const usableMinutes = 60;
/** Delay until it counts as abandoned: longer than clock skew and any submission. */
const marginMinutes = 15;

/** The partition of the uploads of a caller. */
export const uploadsOf = ({ organisationId, callerId }: Owner) => [organisationId, callerId];

/** The blob name of an upload. It starts with the id, from which the job sweep reads the age. */
export const uploadBlob = (uploadId: string) => `${uploadId}/upload`;

/** Whether a job can still take an upload. */
export function isUsable({ createdAt }: Upload, now: Date): boolean {
  return now.getTime() < Date.parse(createdAt) + usableMinutes * 60_000;
}

/** When an upload counts as abandoned, in ms since the epoch: it can no longer be written or taken. */
export function abandonedAt({ createdAt, deleted }: Upload): number {
  const minutes = (deleted ? writableMinutes : usableMinutes) + marginMinutes;
  return Date.parse(createdAt) + minutes * 60_000;
}

/** The path of an upload in a Cosmos condition. Ids are generated UUIDs and need no escaping. */
export const inCondition = (uploadId: string) => `c.uploads["${uploadId}"]`;
