import type { ContainerDeclaration } from '../azure/cosmos.ts';

/** A blob that a client writes itself, until a job takes it. */
export interface Upload {
  name: string;
  contentType?: string;
  /** ISO 8601, UTC, as all times here. */
  createdAt: string;
  /** Until when its URL writes. */
  expiresAt: string;
  /** The job that takes it: from then on it is no other's. */
  jobId?: string;
  /** Whether it was deleted. It still counts while its URL could write it again: else the limit would be none. */
  deleted?: true;
}

/**
 * The uploads of one device that no job has taken yet. They lie in one record, so that each change is one atomic patch of
 * uploads and count, and the limit holds whoever asks at once.
 */
export interface DeviceUploads {
  /** The device; the partition too. */
  id: string;
  organisationId: string;
  count: number;
  /** Upload id (UUIDv7) → the upload. */
  uploads: Record<string, Upload>;
}

const days = 86_400;

export const uploadsContainer: ContainerDeclaration = {
  name: 'uploads',
  partitionKey: ['/id'],
  indexed: ['/count/?'],
  timeToLive: 30 * days,
};

/** How long the URL of an upload writes. */
export const writableMinutes = 15;
/** How long after its beginning an upload can be named by a job. */
export const usableMinutes = 60;
/** How much later it is thought abandoned: clocks differ, and no submission lasts that long. */
const marginMinutes = 15;

/** Where an upload lies in its organisation's container. Its name begins with its id, so the sweep of jobs knows its age. */
export const uploadBlob = (uploadId: string) => `${uploadId}/upload`;

/** Whether a job can still take an upload. */
export function isUsable({ createdAt }: Upload, now: Date): boolean {
  return now.getTime() < Date.parse(createdAt) + usableMinutes * 60_000;
}

/** When an upload is abandoned, in ms since the epoch: nobody can write or name it any more. */
export function abandonedAt({ createdAt, deleted }: Upload): number {
  const minutes = (deleted ? writableMinutes : usableMinutes) + marginMinutes;
  return Date.parse(createdAt) + minutes * 60_000;
}

/** The path of an upload in a condition of Cosmos. Ids were made here: nothing in them needs to be escaped. */
export const inCondition = (uploadId: string) => `c.uploads["${uploadId}"]`;
