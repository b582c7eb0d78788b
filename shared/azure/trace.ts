import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** The W3C trace context of what is being done now. */
export interface Trace {
  /** 32 hex digits, not all zero. */
  readonly traceId: string;
  /** 16 hex digits: this step of it. */
  readonly spanId: string;
}

const storage = new AsyncLocalStorage<Trace>();
const pattern = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;

/** Runs `work` in the trace that `traceparent` (W3C Trace Context §3.2) names, or in a new one. */
export function withTrace<T>(traceparent: string | null | undefined, work: () => T): T {
  const traceId = pattern.exec(traceparent ?? '')?.[1] ?? randomBytes(16).toString('hex');
  return storage.run({ traceId, spanId: randomBytes(8).toString('hex') }, work);
}

/** The trace id of what is being done now, `undefined` outside of any trace. */
export function traceId(): string | undefined {
  return storage.getStore()?.traceId;
}

/** The header that carries the present trace on, for instance in a message. */
export function traceparent(): string | undefined {
  const trace = storage.getStore();
  return trace && `00-${trace.traceId}-${trace.spanId}-01`;
}
