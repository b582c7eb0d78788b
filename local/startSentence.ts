import { configurationFaults } from '../shared/configuration.ts';

/** Sentences for errors of the operating system at a start, by code. */
const sentences: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} does not exist.`,
  EEXIST: (path) => `${path} is a file, not a folder.`,
  ENOTDIR: (path) => `A part of ${path} is a file, not a folder.`,
  EACCES: (path) => `${path} cannot be used: this user has no permission.`,
  EPERM: (path) => `${path} cannot be used: the system does not permit it.`,
  EROFS: (path) => `${path} is on a disk that is read-only.`,
  ENOSPC: (path) => `The disk of ${path} is full.`,
};

/** What the user of a script reads when it cannot start: sentences without a stack. */
export function startSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const faults = configurationFaults(error);
  if (faults.length > 0) return faults.map((fault) => `Configuration: ${fault}`).join('\n');
  const { code = '', path } = error as NodeJS.ErrnoException;
  const sentence = path === undefined ? undefined : sentences[code]?.(path);
  return sentence ? `${sentence} CONVEYOR_DATA names the data folder.` : error.message;
}
