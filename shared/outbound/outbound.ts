import type { IncomingMessage } from 'node:http';
import { ConveyorError } from '../errors.ts';
import { boundedBytes } from './boundedBytes.ts';
import { systemWays, type Ways } from './connection.ts';
import { exchange } from './exchange.ts';
import { destinationOf, type Policy } from './policy.ts';

/** What a request may say, and what it may take. */
export interface FetchOptions {
  /** `GET` by default. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: Uint8Array | string;
  /** Bytes of the answer's body, decoded, after which it is given up. */
  maximumBytes: number;
  /** Seconds for everything, redirects and body included. */
  seconds: number;
  /** Redirects of GET and HEAD that are followed, each checked anew: 5 by default. With 0 the redirect is the answer. */
  redirects?: number;
  signal?: AbortSignal;
}

/** An answer, whatever its status. */
export interface Fetched {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** Where the answer came from, after redirects. */
  url: string;
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/** The only way to an address that a stranger named. */
export class Outbound {
  readonly #policy: Policy;
  readonly #ways: Ways;

  /** @param ways how names are resolved and sockets opened; only tests have others than the system's */
  constructor(policy: Policy, ways: Partial<Ways> = {}) {
    this.#policy = policy;
    this.#ways = { ...systemWays, ...ways };
  }

  /**
   * Whether an address could be fetched at all, as far as can be told without asking anybody: for a clear 400 before work
   * is accepted. What its name resolves to is checked by every `fetch`.
   * @throws ConveyorError `address_not_allowed`
   */
  check(url: string): void {
    destinationOf(url, this.#policy);
  }

  /**
   * Sends a request. Resolves with any status; what a status means is the caller's affair.
   * @throws ConveyorError `address_not_allowed`, `fetch_failed` (nobody there, no answer in time, broken off),
   *   `fetch_refused` (no such name, no valid certificate, too many redirects), `fetch_too_large`; the signal's reason when it is aborted
   */
  async fetch(url: string, options: FetchOptions): Promise<Fetched> {
    const late = AbortSignal.timeout(options.seconds * 1000);
    const signal = options.signal ? AbortSignal.any([options.signal, late]) : late;
    try {
      return await this.#follow(url, options, signal);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (late.aborted)
        throw new ConveyorError('fetch_failed', {
          detail: 'The address did not answer in time.',
          cause: error,
        });
      throw error;
    }
  }

  async #follow(first: string, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
    const { method = 'GET', maximumBytes } = options;
    const body = typeof options.body === 'string' ? Buffer.from(options.body) : options.body;
    const headers = headersOf(options.headers, body);
    const most = method === 'GET' || method === 'HEAD' ? (options.redirects ?? mostRedirects) : 0;
    // What can't be parsed is refused with the rest.
    destinationOf(first, this.#policy);
    let url = new URL(first);
    for (let followed = 0; ; followed++) {
      const response = await exchange({ url, method, headers, body, signal }, this.#policy, this.#ways);
      const next = most > 0 ? locationOf(response, url) : undefined;
      if (!next) {
        const bytes = await boundedBytes(response, maximumBytes);
        return { status: response.statusCode ?? 0, headers: toHeaders(response), bytes, url: url.href };
      }
      response.destroy();
      if (followed === most)
        throw new ConveyorError('fetch_refused', { detail: 'The address redirects too often.' });
      if (next.origin !== url.origin) for (const name of secretHeaders) headers.delete(name);
      url = next;
    }
  }
}

/** Meant for the origin that they were given for. */
const secretHeaders = ['authorization', 'cookie', 'proxy-authorization'];

function headersOf(given: Record<string, string> | undefined, body: Uint8Array | undefined): Headers {
  const headers = new Headers({
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Conveyor',
    ...given,
  });
  // Ours alone to say: anything else would let a caller smuggle a second request.
  for (const name of ['host', 'connection', 'transfer-encoding', 'content-length', 'upgrade', 'expect'])
    headers.delete(name);
  if (body) headers.set('content-length', String(body.byteLength));
  return headers;
}

function locationOf({ statusCode = 0, headers }: IncomingMessage, base: URL): URL | undefined {
  if (!redirectStatuses.has(statusCode) || headers.location === undefined) return undefined;
  const next = URL.parse(headers.location, base.href);
  if (!next) throw new ConveyorError('fetch_refused', { detail: 'The address redirects to nowhere.' });
  return next;
}

function toHeaders({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  return headers;
}
