import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What relates the log lines, messages and responses of one piece of work. */
interface Trace {
  /** The trace id: 32 hex digits, not all zero (W3C Trace Context §3.2.2.3). */
  id: string;
  /** The caller's own id of the request. */
  correlationId?: string;
}

const traces = new AsyncLocalStorage<Trace>();
const pattern = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;
/** No spaces or control characters: it is copied to logs and response headers. */
export const correlationIdPattern = /^[\x21-\x7e]{1,128}$/;

/** The headers of a request, or the fields of a message, that continue a trace. */
export interface CarriedTrace {
  /** W3C Trace Context §3.2; without a valid one a new trace begins. */
  traceparent?: string | null | undefined;
  /** Ignored if it does not match `correlationIdPattern`. */
  correlationId?: string | null | undefined;
}

/** Runs `work` in the trace that a request or a message carries. */
export function withTrace<T>({ traceparent, correlationId }: CarriedTrace, work: () => T): T {
  const id = pattern.exec(traceparent ?? '')?.[1] ?? randomBytes(16).toString('hex');
  const isValid = correlationId && correlationIdPattern.test(correlationId);
  return traces.run({ id, ...(isValid && { correlationId }) }, work);
}

/** The current trace id, `undefined` outside of a trace. */
export function traceId(): string | undefined {
  return traces.getStore()?.id;
}

/** The caller's own id of the current request or message, if it gave one. */
export function correlationId(): string | undefined {
  return traces.getStore()?.correlationId;
}

/** A `traceparent` with a new span id, to propagate a trace in a message: by default the current trace. */
export function traceparent(id = traceId()): string | undefined {
  return id && `00-${id}-${randomBytes(8).toString('hex')}-01`;
}
