import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** The current trace id: 32 hex digits, not all zero (W3C Trace Context §3.2.2.3). */
const traces = new AsyncLocalStorage<string>();
const pattern = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;

/** Runs `work` in the trace that `traceparent` (W3C Trace Context §3.2) names, or in a new one. */
export function withTrace<T>(traceparent: string | null | undefined, work: () => T): T {
  return traces.run(pattern.exec(traceparent ?? '')?.[1] ?? randomBytes(16).toString('hex'), work);
}

/** The current trace id, `undefined` outside of a trace. */
export function traceId(): string | undefined {
  return traces.getStore();
}

/** A `traceparent` of the current trace with a new span id, to propagate the trace in a message. */
export function traceparent(): string | undefined {
  const id = traceId();
  return id && `00-${id}-${randomBytes(8).toString('hex')}-01`;
}
