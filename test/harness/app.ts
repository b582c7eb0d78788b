import { fileURLToPath } from 'node:url';
import { onTestFailed, onTestFinished } from 'vitest';
import { type Host, launchHost } from '../../local/host/launch.ts';
import type { Role } from '../../shared/roles.ts';
import { type Tenant, tenant } from './tenant.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A whole app in a process of its own, and how a client calls it. */
export interface App extends Client {
  tenant: Tenant;
  host: Host;
}

export interface AppOptions {
  /** Another app of the same tenant; without it a tenant of its own. */
  tenant?: Tenant;
  role?: Role;
  /** Settings over the usual ones. */
  settings?: Record<string, string>;
  /** An entry point in place of the app's own. */
  main?: string;
  /** A module that the process loads before the app. */
  before?: URL;
}

/** Starts an app over a clean tenant. It is stopped when the test, or the file, has finished. */
export async function startApp({
  tenant: place,
  role = 'all',
  settings = {},
  main,
  before,
}: AppOptions = {}): Promise<App> {
  const own = place ?? (await tenant());
  const host = await launchHost({
    directory: root,
    port: 0,
    output: 'capture',
    ...(main && { main }),
    environment: { ...own.environment(role), ...settings },
    execArgv: before ? ['--import', before.href] : [],
  });
  return Object.assign(client(host.url), { tenant: own, host });
}

/** The same, stopped when this test has finished. */
export async function appForThisTest(options: AppOptions = {}): Promise<App> {
  const app = await startApp(options);
  onTestFinished(() => app.host.stop());
  onTestFailed(() =>
    console.log([`The app of role ${options.role ?? 'all'} said:`, ...app.host.output].join('\n')),
  );
  return app;
}

export interface Client {
  url: string;
  /** A request with a bearer token. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  /** Registers a device. @returns its bearer token. */
  register(): Promise<string>;
  /** Submits a file. @returns the answer's job. */
  submit(token: string, file: { name: string; bytes: Uint8Array }, options?: CallOptions): Promise<JobAnswer>;
  /** Waits until a job has ended. */
  ended(token: string, id: string): Promise<JobAnswer>;
}

export interface CallOptions {
  token?: string;
  headers?: Record<string, string>;
  body?: NonNullable<RequestInit['body']>;
}

/** A job as a client reads it. */
export interface JobAnswer {
  id: string;
  status: string;
  usage?: { pages: number; documents: number };
  error?: { code: string; detail: string; retryable: boolean };
  results?: { name: string; contentType: string; size: number }[];
}

export function client(url: string): Client {
  const call: Client['call'] = (method, path, { token, headers, body } = {}) =>
    fetch(url + path, {
      method,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body }),
    });
  const json = async <T>(answer: Response, status: number): Promise<T> => {
    const text = await answer.text();
    if (answer.status !== status) throw new Error(`${answer.url} answered ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  };
  const get = async (token: string, path: string) => json<JobAnswer>(await call('GET', path, { token }), 200);
  return {
    url,
    call,
    register: async () => (await json<{ token: string }>(await call('POST', '/v1/register'), 201)).token,
    submit: async (token, { name, bytes }, options = {}) => {
      const body = new FormData();
      body.set('to', 'pdf');
      body.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
      return json<JobAnswer>(await call('POST', '/v1/jobs', { token, body, ...options }), 202);
    },
    ended: async (token, id) => {
      for (;;) {
        const job = await get(token, `/v1/jobs/${id}?wait=20`);
        if (['succeeded', 'failed', 'cancelled'].includes(job.status)) return job;
      }
    },
  };
}
