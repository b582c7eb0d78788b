import { ApiError } from '../../../client/src/index.ts';
import { randomKey } from '../../../client/src/randomKey.ts';
import { sentenceOf } from '../../shared/sentenceOf.ts';
import { isPage, type SourceFiles } from '../convert/sourceFiles.ts';
import { client } from '../session/client.ts';
import { observed } from '../session/sendWithProgress.ts';
import type { Step } from '../session/step.ts';
import { forget, type Refusal, remember, update, whileUploading } from './history.ts';
import { endUpload, setUpload } from './uploads.ts';

/** Submits a job in the background. The history shows its progress. @returns the key of its entry */
export function send(sources: SourceFiles, steps: Step[]): string {
  const { url, names } = sources;
  const key = randomKey();
  remember({
    key,
    sentAt: new Date().toISOString(),
    names: url === undefined ? names : [url],
    steps: visible(steps),
    ...(url !== undefined && { urls: urlsOf(sources) }),
    state: 'uploading',
  });
  void whileUploading(key, () => submit(key, sources, steps));
  return key;
}

async function submit(key: string, sources: SourceFiles, steps: Step[]): Promise<void> {
  const abort = new AbortController();
  const onPart = (part: number) => setUpload(key, { part, cancel: () => abort.abort() });
  onPart(0);
  const { files, url } = sources;
  const request = {
    // The forms are made from the schemas of the steps, and the server checks them.
    steps: steps as never,
    ...(url === undefined ? { files } : { inputs: urlsOf(sources).map((each) => ({ url: each })) }),
  };
  try {
    const { signal } = abort;
    const { id } = await observed(key, { onPart, signal }, () =>
      client.submit(request, { idempotencyKey: key, signal }),
    );
    update(key, { state: 'accepted', id });
  } catch (error) {
    if (abort.signal.aborted) forget(key);
    else update(key, { state: 'refused', problem: refusalOf(error) });
  } finally {
    endUpload(key);
  }
}

/** The addresses of documents. That of a page is an option of the first step. */
const urlsOf = (sources: SourceFiles): string[] =>
  sources.url === undefined || isPage(sources) ? [] : [sources.url];

const secret = /password|cookies|httpheaders/i;
/** The storage of a browser holds a few megabytes. */
const longest = 2000;

/** Steps as the history keeps them: without secrets and long values, such as the data of a template. */
function visible(steps: readonly Step[]): Step[] {
  const shortened = ([name, value]: [string, unknown]): [string, unknown] => {
    if (secret.test(name)) return [name, '***'];
    return [name, (JSON.stringify(value) ?? '').length > longest ? '…' : value];
  };
  return steps.map((step) => ({
    ...Object.fromEntries(Object.entries(step).map(shortened)),
    type: step.type,
  }));
}

function refusalOf(error: unknown): Refusal {
  const { code = 'internal', retryable = false } = error instanceof ApiError ? error : {};
  return { code, detail: sentenceOf(error), retryable };
}
