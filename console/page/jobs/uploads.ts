import { createChanges } from '../../shared/changes.ts';

/** An upload of this tab. */
export interface Upload {
  /** How much is sent, from 0 to 1. */
  part: number;
  cancel: () => void;
}

const uploads = new Map<string, Upload>();
const changes = createChanges();

export function setUpload(key: string, upload: Upload): void {
  uploads.set(key, upload);
  changes.announce();
}

export function endUpload(key: string): void {
  uploads.delete(key);
  changes.announce();
}

export const isUploading = (key: string): boolean => uploads.has(key);

/** The upload of a job, if this tab sends it. */
export const useUpload = (key: string): Upload | undefined => changes.useValue(() => uploads.get(key));
