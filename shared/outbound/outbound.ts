import type { IncomingMessage } from 'node:http';
import { ConveyorError } from '../errors.ts';
import { boundedBytes } from './boundedBytes.ts';
import { type Network, systemNetwork } from './connection.ts';
import { exchange } from './exchange.ts';
import { destinationOf, type Policy } from './policy.ts';

/** The request options and limits of a fetch. */
export interface FetchOptions {
  /** `GET` by default. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Any of them can hold a credential, so a redirect to another origin receives none. */
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array | string;
  /** Limit of the decoded response body. */
  maximumBytes: number;
  /** Timeout in seconds, including redirects and the body. */
  seconds: number;
  /** Maximum redirects of GET and HEAD, each of which is checked; 5 by default. With 0 the redirect itself is returned. */
  redirects?: number;
  signal?: AbortSignal;
}

/** A response of any status. */
export interface Fetched {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  /** The final URL after redirects. */
  url: string;
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const maximumRedirects = 5;

/** Fetches URLs from untrusted sources, such as input URLs and webhooks. No other code may do so. */
export class Outbound {
  readonly #policy: Policy;
  readonly #network: Network;

  /** @param network resolves names and opens sockets; tests replace it */
  constructor(policy: Policy, network: Partial<Network> = {}) {
    this.#policy = policy;
    this.#network = { ...systemNetwork, ...network };
  }

  /**
   * Checks a URL without resolving its host name, to reject it with 400 before a job is accepted. `fetch` also checks the
   * resolved addresses.
   * @throws ConveyorError `address_not_allowed`
   */
  check(url: string): void {
    destinationOf(url, this.#policy);
  }

  /**
   * Sends a request. Resolves with a response of any status.
   * @throws ConveyorError `address_not_allowed`, `fetch_failed` (unreachable, timeout, connection lost), `fetch_refused`
   *   (unknown host, invalid certificate, too many redirects), `fetch_too_large`; the reason of an aborted signal
   */
  async fetch(url: string, options: FetchOptions): Promise<Fetched> {
    const timeout = AbortSignal.timeout(options.seconds * 1000);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    try {
      return await this.#follow(url, options, signal);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (timeout.aborted)
        throw new ConveyorError('fetch_failed', {
          detail: 'The address did not respond in time.',
          cause: error,
        });
      throw error;
    }
  }

  async #follow(first: string, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
    const { method = 'GET', maximumBytes } = options;
    const body = typeof options.body === 'string' ? Buffer.from(options.body) : options.body;
    let headers = headersOf(options.headers, body);
    const limit = method === 'GET' || method === 'HEAD' ? (options.redirects ?? maximumRedirects) : 0;
    // Rejects a URL that cannot be parsed.
    destinationOf(first, this.#policy);
    let url = new URL(first);
    for (let followed = 0; ; followed++) {
      const response = await exchange({ url, method, headers, body, signal }, this.#policy, this.#network);
      const next = limit > 0 ? locationOf(response, url) : undefined;
      if (!next) {
        const bytes = await boundedBytes(response, maximumBytes);
        return { status: response.statusCode ?? 0, headers: toHeaders(response), bytes, url: url.href };
      }
      response.destroy();
      if (followed === limit)
        throw new ConveyorError('fetch_refused', { detail: 'The address redirects too many times.' });
      if (next.origin !== url.origin) headers = headersOf({}, body);
      url = next;
    }
  }
}

function headersOf(custom: FetchOptions['headers'], body: Uint8Array | undefined): Headers {
  const headers = new Headers({
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Conveyor',
  });
  // An initialiser would join values of names that differ only in case.
  for (const [name, value] of Object.entries(custom ?? {})) headers.set(name, value);
  // Set by this module only, to prevent request smuggling by a caller.
  for (const name of ['host', 'connection', 'transfer-encoding', 'content-length', 'upgrade', 'expect'])
    headers.delete(name);
  if (body) headers.set('content-length', String(body.byteLength));
  return headers;
}

function locationOf({ statusCode = 0, headers }: IncomingMessage, base: URL): URL | undefined {
  if (!redirectStatuses.has(statusCode) || headers.location === undefined) return undefined;
  const next = URL.parse(headers.location, base.href);
  if (!next)
    throw new ConveyorError('fetch_refused', { detail: 'The address redirects to an invalid location.' });
  return next;
}

function toHeaders({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  return headers;
}
