import { ApiError } from '../../../client/src/index.ts';
import { sentenceOf } from '../../shared/sentenceOf.ts';
import { isPage, type SourceFiles } from '../convert/sourceFiles.ts';
import { client, type Step } from '../session/client.ts';
import { observed } from '../session/sendWithProgress.ts';
import { type Entry, forget, type Refusal, remember, update, whileUploading } from './history.ts';
import { endUpload, setUpload } from './uploads.ts';

/** Submits a job in the background. The history shows its progress. @returns the key of its entry */
export function send(sources: SourceFiles, steps: Step[]): string {
  const { files, url, names } = sources;
  const entry: Entry = {
    key: newKey(),
    sentAt: new Date().toISOString(),
    names: url === undefined ? names : [url],
    steps,
    ...(url !== undefined && { urls: isPage(sources) ? [] : [url] }),
    state: 'uploading',
  };
  remember(entry);
  void whileUploading(entry.key, () => submit(entry, files));
  return entry.key;
}

async function submit({ key, steps, urls }: Entry, files: File[]): Promise<void> {
  const abort = new AbortController();
  const progress = (part: number) => setUpload(key, { part, cancel: () => abort.abort() });
  progress(0);
  const request = {
    // The server checks the steps; their types are those of its schemas, from which the forms are made.
    steps: steps as never,
    ...(urls ? { inputs: urls.map((url) => ({ url })) } : { files }),
  };
  try {
    const { id } = await observed(key, { onPart: progress, signal: abort.signal }, () =>
      client.submit(request, { idempotencyKey: key, signal: abort.signal }),
    );
    update(key, { state: 'accepted', id });
  } catch (error) {
    if (abort.signal.aborted) forget(key);
    else update(key, { state: 'refused', problem: refusalOf(error) });
  } finally {
    endUpload(key);
  }
}

function refusalOf(error: unknown): Refusal {
  const { code = 'internal', retryable = false } = error instanceof ApiError ? error : {};
  return { code, detail: sentenceOf(error), retryable };
}

/** Not `randomUUID`, which browsers have only on pages from https and localhost. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
