import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A job, as far as a client needs it. */
export interface Job {
  id: string;
  status: string;
  results?: { name: string; size: number }[];
  usage?: { pages: number };
  error?: { code: string; detail: string };
}

/** A file to send. */
export interface Sent {
  name: string;
  content: Blob;
}

/** What the app says of a request or a job that it refuses, in its own words. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfter: number;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  constructor(
    { code = 'unknown', detail, retryable }: { code?: string; detail?: string; retryable?: boolean },
    answer?: Pick<Response, 'status' | 'headers'>,
  ) {
    super(detail ?? `The app answered ${answer?.status}.`);
    this.code = code;
    this.status = answer?.status ?? 0;
    this.retryAfter = Number(answer?.headers.get('retry-after') ?? 0) || 0;
    this.retryable = retryable ?? [429, 502, 503, 504].includes(this.status);
  }
}

/** Calls an app as any client would, for a person who waits. */
export class Client {
  readonly url: string;
  readonly #token: (renewed: boolean) => Promise<string>;

  /** @param token gives the token; a new one where the last was not taken */
  constructor(url: string, token: (renewed: boolean) => Promise<string>) {
    this.url = url;
    this.#token = token;
  }

  /**
   * Submits a job. Sent again under one key while the app is full, so that it becomes one job.
   * @param signal ends the waiting between the tries, not a request: what was taken must be known
   * @throws Refusal
   */
  async submit(files: Sent[], steps: unknown[], signal: AbortSignal): Promise<Job> {
    const body = new FormData();
    body.set('steps', JSON.stringify(steps));
    for (const { name, content } of files) body.append('file', content, name);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    return patiently(signal, () => this.#call('POST', '/v1/jobs', { body, headers })) as Promise<Job>;
  }

  /** Waits until a job has ended. @throws Refusal where it has not succeeded */
  async ended(id: string, signal: AbortSignal, onStatus: (status: string) => void): Promise<Job> {
    for (;;) {
      const job = (await patiently(signal, () =>
        this.#call('GET', `/v1/jobs/${id}?wait=20`, { signal }),
      )) as Job;
      onStatus(job.status);
      if (job.status === 'succeeded') return job;
      if (job.status === 'failed' || job.status === 'cancelled')
        throw new Refusal(job.error ?? { code: job.status, detail: `The job was ${job.status}.` });
    }
  }

  /** Writes a result into a file that is not there yet. @throws Refusal */
  async save(id: string, index: number, path: string, signal: AbortSignal): Promise<void> {
    const answer = await patiently(signal, () =>
      this.#fetch('GET', `/v1/jobs/${id}/results/${index}`, { signal }),
    );
    if (!answer.body) throw new Refusal({ detail: 'The app gave no result.' }, answer);
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(path, { flags: 'wx' }), { signal });
  }

  /** Asks for the end of a job; one that has ended already need not be told. */
  async cancel(id: string): Promise<void> {
    const signal = AbortSignal.timeout(5_000);
    await patiently(signal, () => this.#call('POST', `/v1/jobs/${id}/cancel`, { signal }));
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
      throw new Error(`The app at ${this.url} does not answer any more${code ? ` (${code})` : ''}.`, {
        cause,
      });
    });
    if (answer.status === 401 && !renewed) return this.#fetch(method, path, request, true);
    if (!answer.ok) throw await refusal(answer);
    return answer;
  }
}

/** Registers with an app. @returns a token @throws Refusal */
export async function register(url: string): Promise<string> {
  return patiently(new AbortController().signal, async () => {
    const answer = await fetch(`${url}/v1/register`, { method: 'POST' });
    if (!answer.ok) throw await refusal(answer);
    return ((await answer.json()) as { token: string }).token;
  });
}

/** Whether an app answers there. */
export async function isRunning(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`);
    return ((await answer.json()) as { status?: string }).status === 'up';
  } catch {
    // Nobody answers there, or something else does.
    return false;
  }
}

async function refusal(answer: Response): Promise<Refusal> {
  const text = await answer.text();
  try {
    const { code, detail, retryable, issues } = JSON.parse(text);
    const first = issues?.[0] ? ` (${issues[0].path}: ${issues[0].message})` : '';
    return new Refusal({ code, detail: `${detail}${first}`, retryable }, answer);
  } catch {
    // Not one of the app's problems: whoever stands before it has answered.
    return new Refusal({}, answer);
  }
}

/** Tries again what may succeed later: as long as the app is full, and for half a minute while it is away. */
async function patiently<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refusal && error.retryable && error.status >= 429)) throw error;
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
