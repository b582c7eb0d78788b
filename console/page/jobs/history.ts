import { createChanges } from '../../shared/changes.ts';
import type { Step } from '../session/step.ts';
import { isUploading } from './uploads.ts';

/** Why the server did not accept a job. */
export interface Refusal {
  code: string;
  detail: string;
  retryable: boolean;
}

/** What this browser remembers of a job that it sent. */
export interface Entry {
  /** The idempotency key of the submission. */
  key: string;
  sentAt: string;
  /** The names of the files, or the addresses. */
  names: string[];
  /** Without secrets and long values. */
  steps: Step[];
  /** The addresses of the documents, instead of files. */
  urls?: string[];
  state: 'uploading' | 'accepted' | 'refused' | 'interrupted';
  /** The id of the accepted job. */
  id?: string;
  /** Why the job was refused. */
  problem?: Refusal;
}

/** An item for each job: tabs that write at once cannot lose an entry of another tab. */
const prefix = 'conveyor.job.';
/** The oldest are forgotten; the server deletes jobs after two weeks at the latest. */
const most = 200;

const changes = createChanges();
let snapshot: readonly Entry[] = read();

function read(): Entry[] {
  const entries = Object.keys(localStorage)
    .filter((name) => name.startsWith(prefix))
    .map((name) => JSON.parse(localStorage.getItem(name) ?? '') as Entry);
  return entries.sort((a, b) => b.sentAt.localeCompare(a.sentAt));
}

function changed(): void {
  snapshot = read();
  changes.announce();
}

addEventListener('storage', ({ key }) => {
  if (key === null || key.startsWith(prefix)) changed();
});

export function remember(entry: Entry): void {
  localStorage.setItem(prefix + entry.key, JSON.stringify(entry));
  for (const { key } of read().slice(most)) localStorage.removeItem(prefix + key);
  changed();
}

export function update(key: string, change: Partial<Entry>): void {
  const entry = snapshot.find((each) => each.key === key);
  if (entry) remember({ ...entry, ...change });
}

export function forget(key: string): void {
  localStorage.removeItem(prefix + key);
  changed();
}

/** The jobs of this browser, newest first. */
export const useHistory = (): readonly Entry[] => changes.useValue(() => snapshot);

/** The lock that the tab which uploads a job holds. A reload ends it. */
const lockOf = (key: string) => `${prefix}${key}`;

/** Runs an upload, so that other tabs see that it is alive. Browsers offer locks to pages over https and on localhost. */
export async function whileUploading(key: string, upload: () => Promise<void>): Promise<void> {
  await (navigator.locks ? navigator.locks.request(lockOf(key), upload) : upload());
}

/** Marks the uploads that ended with their tab. Without locks, those of other tabs seem to have ended. */
export async function markInterrupted(): Promise<void> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const alive = new Set(held.map(({ name }) => name));
  for (const { key, state } of read())
    if (state === 'uploading' && !isUploading(key) && !alive.has(lockOf(key)))
      update(key, { state: 'interrupted' });
}
