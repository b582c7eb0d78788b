import { STATUS_CODES } from 'node:http';
import type { HttpResponseInit } from '@azure/functions';
import { traceId } from '../azure/trace.ts';
import { ConveyorError } from '../errors.ts';
import { defaultHeaders } from './defaultHeaders.ts';

/** A problem document (RFC 9457) with extension members such as `issues`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  retryable: boolean;
  traceId?: string;
  [member: string]: unknown;
}

/** The problem document of an error. An uncatalogued error becomes a bare `internal`. */
export function problemOf(error: unknown): Problem {
  const catalogued = error instanceof ConveyorError ? error : new ConveyorError('internal');
  const trace = traceId();
  const standard = {
    type: `/docs/errors#${catalogued.code}`,
    title: STATUS_CODES[catalogued.status] ?? 'Error',
    status: catalogued.status,
    detail: catalogued.detail,
    code: catalogued.code,
    retryable: catalogued.retryable,
    ...(trace !== undefined && { traceId: trace }),
  };
  // The sentence comes before long lists, and no member overrides it.
  return { ...standard, ...catalogued.members, ...standard };
}

/** The HTTP response for an error. */
export function problemResponse(error: unknown, method = 'GET'): HttpResponseInit {
  const problem = problemOf(error);
  const body = JSON.stringify(problem);
  const headers = new Headers(defaultHeaders());
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer');
  for (const [name, value] of Object.entries(error instanceof ConveyorError ? error.headers : {}))
    headers.set(name, value);
  headers.set('content-type', 'application/problem+json');
  headers.set('content-length', String(Buffer.byteLength(body)));
  return { status: problem.status, headers, ...(method !== 'HEAD' && { body }) };
}
