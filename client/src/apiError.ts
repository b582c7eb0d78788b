import type { components } from './apiTypes.ts';

type Problem = components['schemas']['Problem'];
/** The codes of the API at the time of this release, and any later one. */
export type ErrorCode =
  | Problem['code']
  | 'network_error'
  | 'unexpected_response'
  | (string & Record<never, never>);

/** What an error says: the fields of problem+json (RFC 9457) that clients use. */
export interface ErrorFields {
  code: ErrorCode;
  detail: string;
  /** HTTP status; 0 if there was no response. */
  status: number;
  /** Whether the same request can succeed later. */
  retryable: boolean;
  /** The invalid parts of the request: JSON pointers, and what is wrong there. */
  issues?: readonly { path: string; message: string }[] | undefined;
  /** Identifies the request in the logs of the server. */
  traceId?: string | undefined;
}

/**
 * An error response of the API, the failure of a job, or a server that cannot be reached. Codes that the API does not have:
 * `network_error` (no response) and `unexpected_response` (a gateway or the storage responded, without problem+json).
 */
export class ApiError extends Error implements ErrorFields {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly status: number;
  /** The sentence of the server. `message` also has the first issue. */
  readonly detail: string;
  readonly retryable: boolean;
  readonly issues: readonly { path: string; message: string }[];
  readonly traceId: string | undefined;

  constructor(
    { code, detail, status, retryable, issues = [], traceId }: ErrorFields,
    options?: { cause?: unknown },
  ) {
    const [first] = issues;
    super(first ? `${detail} (${first.path}: ${first.message})` : detail, options);
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.retryable = retryable;
    this.issues = issues;
    this.traceId = traceId;
  }
}

/** The error of a response. @param body its parsed JSON, or its text */
export function errorOf(response: Pick<Response, 'status' | 'headers'>, body: unknown): ApiError {
  const { status, headers } = response;
  if (isProblem(body)) return new ApiError({ ...body, status });
  const reason = headers.get('x-ms-error-code');
  return new ApiError({
    code: 'unexpected_response',
    status,
    detail: `The server responded with status ${status}${reason ? ` (${reason})` : ''}.`,
    retryable: isTemporary(status),
  });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

/** Whether a response with this status says nothing against the request. */
export function isTemporary(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
