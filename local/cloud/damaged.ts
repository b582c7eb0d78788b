/**
 * Parses the text of a file of the cloud.
 * @param remedy what to do about a damaged file, as a sentence
 * @throws Error that names the file
 */
export function parseFile<Content>(path: string, text: string, remedy: string): Content {
  try {
    return JSON.parse(text) as Content;
  } catch (cause) {
    throw damagedFile(path, remedy, cause);
  }
}

export function damagedFile(path: string, remedy: string, cause?: unknown): Error {
  return new Error(`The file ${path} is damaged. ${remedy}`, { cause });
}

/** What to do about a file that is created at the next start. */
export const deleteIt = 'Delete it: the next start creates a new one.';

/** What to do about a file with secrets or keys. */
export const restoreIt =
  'Restore it from a copy, or start with an empty data folder: npm start -- --fresh. That deletes all data of this folder.';
