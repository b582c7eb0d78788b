/** Waits. @throws the reason of the signal when it is aborted */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      done();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** The seconds of a Retry-After header, in milliseconds; 0 if it is absent or a date. */
export function retryAfter(headers: Headers): number {
  return (Number(headers.get('retry-after')) || 0) * 1000;
}
