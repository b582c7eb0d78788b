import { ApiError, isTemporary } from './apiError.ts';
import { pause, retryAfter } from './pause.ts';

/**
 * A bearer token, or a function that returns one. After a 401 response the function is called once more, with `true`, for a
 * new token.
 */
export type Credentials = string | ((renew: boolean) => Promise<string>);

export interface TransportOptions {
  credentials?: Credentials | undefined;
  /** How long a request is retried, in seconds. Default: 60. */
  retrySeconds?: number | undefined;
  /** Replaces `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** A request that is created anew for each attempt, so that its body is read again instead of buffered. */
export class RepeatableRequest extends Request {
  readonly again: (token: string | undefined) => Request;
  /** Whether the request has the same effect if it arrives twice. */
  readonly isIdempotent: boolean;

  constructor(input: string | URL | Request, init: RequestInit = {}, isIdempotent?: boolean) {
    super(input, init);
    this.isIdempotent = isIdempotent ?? isIdempotentCall(this);
    // A submission that is under way is not aborted: the id of an accepted job would be lost.
    const signal = this.headers.has('idempotency-key') ? null : init.signal;
    this.again = (token) => {
      const request = new Request(input, { ...init, signal: signal ?? null });
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      return request;
    };
  }
}

export type Send = (request: RepeatableRequest) => Promise<Response>;

/** A refused or broken connection is tried this often, which bridges the restart of a server. */
const networkAttempts = 3;
const shortestPause = 500;
const longestPause = 10_000;

/**
 * Sends requests with a credential. Retries them while the server is busy or unavailable, with exponential back-off, or after
 * the server's `Retry-After` if that is longer. After 429 every request is retried, after another failure only those that may
 * arrive twice.
 * @returns a function that returns the last response, whatever its status. It throws ApiError `network_error`, or the reason
 * of the request's signal.
 */
export function transport({ credentials, retrySeconds = 60, fetch }: TransportOptions): Send {
  // Not passed on as a value: browsers require that `fetch` is called on the window.
  const send = fetch ?? ((request: Request) => globalThis.fetch(request));
  const canRenew = typeof credentials === 'function';
  const token = async (renew: boolean) => (canRenew ? credentials(renew) : credentials);

  return async (request) => {
    const deadline = performance.now() + retrySeconds * 1000;
    let renewed = false;
    for (let attempt = 1, renew = false; ; attempt++) {
      request.signal.throwIfAborted();
      const outcome: Response | ApiError = await send(request.again(await token(renew))).catch(
        (cause: unknown) => {
          request.signal.throwIfAborted();
          return networkError(request, cause);
        },
      );
      renew = canRenew && !renewed && outcome instanceof Response && outcome.status === 401;
      renewed ||= renew;
      const delay = renew ? 0 : delayAfter(outcome, attempt, request);
      if (delay === undefined || performance.now() + delay > deadline) {
        if (outcome instanceof ApiError) throw outcome;
        return outcome;
      }
      // Frees the connection.
      if (outcome instanceof Response) await outcome.body?.cancel();
      await pause(delay, request.signal);
    }
  };
}

/** The pause before the next attempt, in milliseconds; undefined if there is none. */
function delayAfter(
  outcome: Response | ApiError,
  attempt: number,
  request: RepeatableRequest,
): number | undefined {
  const backOff = Math.min(shortestPause * 2 ** (attempt - 1), longestPause) * (0.5 + Math.random() / 2);
  if (outcome instanceof ApiError)
    return request.isIdempotent && attempt < networkAttempts ? backOff : undefined;
  const { status, headers } = outcome;
  // An error with a Job-Id is the end of a job, which stays the same.
  if (!isTemporary(status) || headers.has('job-id')) return undefined;
  return status === 429 || request.isIdempotent ? Math.max(backOff, retryAfter(headers)) : undefined;
}

/** Whether a call of the API has the same effect if it arrives twice. */
function isIdempotentCall({ method, headers, url }: Request): boolean {
  if (method !== 'POST') return method !== 'PATCH';
  // The second of two uploads or registrations expires unused.
  return headers.has('idempotency-key') || /\/v1\/(register|uploads|jobs\/[^/]+\/cancel)$/.test(url);
}

function networkError({ url }: Request, cause: unknown): ApiError {
  // Node.js puts the system error into the cause.
  const { code } = ((cause as { cause?: unknown }).cause ?? {}) as { code?: string };
  return new ApiError(
    {
      code: 'network_error',
      status: 0,
      detail: `No response from ${new URL(url).origin}${code ? ` (${code})` : ''}.`,
      retryable: true,
    },
    { cause },
  );
}
