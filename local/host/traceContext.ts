import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { TraceContext } from './contract.ts';

const traceParent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/** W3C Trace Context, section 3: a caller's trace goes on under a new parent id; without one a new trace begins. */
export function traceContextOf(headers: IncomingHttpHeaders): TraceContext {
  const given = headers.traceparent;
  const match = typeof given === 'string' ? traceParent.exec(given) : null;
  if (!match) return newTraceContext();
  return {
    traceParent: `00-${match[1]}-${hex(16)}-${match[2]}`,
    traceState: String(headers.tracestate ?? ''),
    attributes: {},
  };
}

/** A trace that begins here. */
export function newTraceContext(): TraceContext {
  return { traceParent: `00-${hex(32)}-${hex(16)}-00`, traceState: '', attributes: {} };
}

/** `randomUUID` draws on a cache of random bytes, which makes it several times faster than `randomBytes`. */
function hex(digits: 16 | 32): string {
  return randomUUID().replaceAll('-', '').slice(-digits);
}
