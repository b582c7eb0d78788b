import { fileURLToPath } from 'node:url';
import { onTestFailed, onTestFinished } from 'vitest';
import { type Host, launchHost } from '../../local/host/launch.ts';
import type { Role } from '../../shared/roles.ts';
import { type Tenant, tenant } from './tenant.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An app in its own process, with a client. */
export interface App extends Client {
  tenant: Tenant;
  host: Host;
}

export interface AppOptions {
  /** The tenant; a new one if absent. */
  tenant?: Tenant;
  role?: Role;
  /** Settings that override those of the tenant. */
  settings?: Record<string, string>;
  /** An entry point that replaces that of the app. */
  main?: string;
  /** A module to load before the app. */
  before?: URL;
}

/** Settings of an app whose worker starts no LibreOffice, which takes more processor time than the rest of the app. */
export const withoutLibreOffice = { SOFFICE: '/bin/false' };

/** Starts an app, with one LibreOffice engine. The caller stops it. */
export async function startApp({
  tenant: givenTenant,
  role = 'all',
  settings = {},
  main,
  before,
}: AppOptions = {}): Promise<App> {
  const ownTenant = givenTenant ?? (await tenant());
  const host = await launchHost({
    directory: root,
    port: 0,
    output: 'capture',
    ...(main && { main }),
    environment: { ...ownTenant.environment(role), ENGINES: '1', ...settings },
    execArgv: before ? ['--import', before.href] : [],
  });
  return Object.assign(client(host.url), { tenant: ownTenant, host });
}

/** Starts an app that is stopped after this test. */
export async function appForThisTest(options: AppOptions = {}): Promise<App> {
  const app = await startApp(options);
  onTestFinished(() => app.host.stop());
  onTestFailed(() =>
    console.log([`Output of the app with the role ${options.role ?? 'all'}:`, ...app.host.output].join('\n')),
  );
  return app;
}

export interface Client {
  url: string;
  /** Sends a request. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  /** Registers a device. @returns its bearer token. */
  register(): Promise<string>;
  /** Submits a file. @returns the job. */
  submit(token: string, file: { name: string; bytes: Uint8Array }, options?: CallOptions): Promise<JobAnswer>;
  /** Waits until a job ends. */
  ended(token: string, id: string): Promise<JobAnswer>;
}

interface CallOptions {
  token?: string;
  headers?: Record<string, string>;
  body?: NonNullable<RequestInit['body']>;
}

/** A job in a response. */
interface JobAnswer {
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
  const json = async <T>(response: Response, status: number): Promise<T> => {
    const text = await response.text();
    if (response.status !== status) throw new Error(`${response.url} responded ${response.status}: ${text}`);
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
