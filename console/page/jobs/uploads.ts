import { useSyncExternalStore } from 'react';

/** An upload of this tab. */
export interface Upload {
  /** How much is sent, from 0 to 1. */
  part: number;
  cancel: () => void;
}

const uploads = new Map<string, Upload>();
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

export function setUpload(key: string, upload: Upload): void {
  uploads.set(key, upload);
  changed();
}

export function endUpload(key: string): void {
  uploads.delete(key);
  changed();
}

/** The upload of a job, if this tab sends it. */
export function useUpload(key: string): Upload | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads.get(key),
  );
}
