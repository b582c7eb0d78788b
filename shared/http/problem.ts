import { STATUS_CODES } from 'node:http';
import type { HttpResponseInit } from '@azure/functions';
import { traceId } from '../azure/trace.ts';
import { ConveyorError } from '../errors.ts';
import { defaultHeaders } from './defaultHeaders.ts';

/** A problem document (RFC 9457). Members of its own (`issues`, …) follow. */
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

/** The problem document of an error. Whatever is not of the catalogue becomes a bare `internal`. */
export function problemOf(error: unknown): Problem {
  const known = error instanceof ConveyorError ? error : new ConveyorError('internal');
  const trace = traceId();
  return {
    ...known.members,
    type: `/docs/errors#${known.code}`,
    title: STATUS_CODES[known.status] ?? 'Error',
    status: known.status,
    detail: known.detail,
    code: known.code,
    retryable: known.retryable,
    ...(trace !== undefined && { traceId: trace }),
  };
}

/** The answer that tells a caller of an error. */
export function problemResponse(error: unknown, method = 'GET'): HttpResponseInit {
  const problem = problemOf(error);
  const body = JSON.stringify(problem);
  const headers = new Headers(defaultHeaders);
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer');
  for (const [name, value] of Object.entries(error instanceof ConveyorError ? error.headers : {}))
    headers.set(name, value);
  headers.set('content-type', 'application/problem+json');
  headers.set('content-length', String(Buffer.byteLength(body)));
  return { status: problem.status, headers, ...(method !== 'HEAD' && { body }) };
}
