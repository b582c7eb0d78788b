import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The fields of a job that this client reads. */
export interface Job {
  id: string;
  status: string;
  results?: { name: string; size: number }[];
  usage?: { pages: number };
  warnings?: { code: string; detail: string }[];
  error?: { code: string; detail: string };
}

/** A file to upload. */
export interface Upload {
  name: string;
  content: Blob;
}

/** An error response of the app (problem+json), or the error of a failed job. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfter: number;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  constructor(
    { code = 'unknown', detail, retryable }: { code?: string; detail?: string; retryable?: boolean },
    answer?: Pick<Response, 'status' | 'headers'>,
  ) {
    super(detail ?? `The app responded with status ${answer?.status}.`);
    this.code = code;
    this.status = answer?.status ?? 0;
    this.retryAfter = Number(answer?.headers.get('retry-after') ?? 0) || 0;
    this.retryable = retryable ?? [429, 502, 503, 504].includes(this.status);
  }
}

/** A client of the public HTTP API that retries retryable errors. */
export class Client {
  readonly url: string;
  readonly #token: (renew: boolean) => Promise<string>;

  /** @param token gets the bearer token; `renew` asks for a new one after a 401 response */
  constructor(url: string, token: (renew: boolean) => Promise<string>) {
    this.url = url;
    this.#token = token;
  }

  /**
   * Submits a job. All retries share one idempotency key, so they create one job.
   * @param signal aborts the wait between retries. It does not abort a request: the id of an accepted job would be lost.
   * @throws ApiError
   */
  async submit(files: Upload[], steps: unknown[], signal: AbortSignal): Promise<Job> {
    const body = new FormData();
    body.set('steps', JSON.stringify(steps));
    for (const { name, content } of files) body.append('file', content, name);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    return withRetry(signal, () => this.#call('POST', '/v1/jobs', { body, headers })) as Promise<Job>;
  }

  /** Waits until a job has ended. @throws ApiError if it failed or was cancelled */
  async waitForJob(id: string, signal: AbortSignal, onStatus: (status: string) => void): Promise<Job> {
    for (;;) {
      const job = (await withRetry(signal, () =>
        this.#call('GET', `/v1/jobs/${id}?wait=20`, { signal }),
      )) as Job;
      onStatus(job.status);
      if (job.status === 'succeeded') return job;
      if (job.status === 'failed' || job.status === 'cancelled')
        throw new ApiError(job.error ?? { code: job.status, detail: `The job was ${job.status}.` });
    }
  }

  /** Downloads a result to a new file. @throws ApiError; EEXIST if the file exists */
  async downloadResult(id: string, index: number, path: string, signal: AbortSignal): Promise<void> {
    const answer = await withRetry(signal, () =>
      this.#fetch('GET', `/v1/jobs/${id}/results/${index}`, { signal }),
    );
    if (!answer.body) throw new ApiError({ detail: 'The response has no body.' }, answer);
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(path, { flags: 'wx' }), { signal });
  }

  /** Cancels a job. Has no effect on a job that has ended. */
  async cancel(id: string): Promise<void> {
    const signal = AbortSignal.timeout(5_000);
    await withRetry(signal, () => this.#call('POST', `/v1/jobs/${id}/cancel`, { signal }));
  }

  async #call(method: string, path: string, request: RequestInit): Promise<unknown> {
    return (await this.#fetch(method, path, request)).json();
  }

  async #fetch(method: string, path: string, request: RequestInit, renewed = false): Promise<Response> {
    const authorization = `Bearer ${await this.#token(renewed)}`;
    const headers = { ...request.headers, authorization };
    const answer = await fetch(this.url + path, { ...request, method, headers }).catch((cause) => {
      if (cause instanceof Error && /Abort|Timeout/.test(cause.name)) throw cause;
      const { code } = (cause as { cause?: { code?: string } }).cause ?? {};
      throw new Error(`The app at ${this.url} no longer responds${code ? ` (${code})` : ''}.`, {
        cause,
      });
    });
    if (answer.status === 401 && !renewed) return this.#fetch(method, path, request, true);
    if (!answer.ok) throw await apiError(answer);
    return answer;
  }
}

/** Registers with an app. @returns a token @throws ApiError */
export async function register(url: string): Promise<string> {
  return withRetry(new AbortController().signal, async () => {
    const answer = await fetch(`${url}/v1/register`, { method: 'POST' });
    if (!answer.ok) throw await apiError(answer);
    return ((await answer.json()) as { token: string }).token;
  });
}

/** Whether an app responds at this URL. */
export async function isRunning(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`);
    return ((await answer.json()) as { status?: string }).status === 'up';
  } catch {
    // The connection was refused, or another program uses the port.
    return false;
  }
}

async function apiError(answer: Response): Promise<ApiError> {
  const text = await answer.text();
  try {
    const { code, detail, retryable, issues } = JSON.parse(text);
    const first = issues?.[0] ? ` (${issues[0].path}: ${issues[0].message})` : '';
    return new ApiError({ code, detail: `${detail}${first}`, retryable }, answer);
  } catch {
    // The body is not problem+json: a gateway in front of the app responded.
    return new ApiError({}, answer);
  }
}

/** Retries retryable errors: 429 without limit, 5xx five times within about half a minute. */
async function withRetry<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError && error.retryable && error.status >= 429)) throw error;
      if (error.status !== 429 && tries > 5) throw error;
      const seconds = error.status === 429 ? 1 : 2 ** (tries - 1);
      await pause(Math.max(seconds, error.retryAfter) * 1000, signal);
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, reject) => {
    signal.throwIfAborted();
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      done();
    }, milliseconds);
    signal.addEventListener('abort', abort, { once: true });
  });
}
