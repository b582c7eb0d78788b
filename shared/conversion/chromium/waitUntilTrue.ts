import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession } from 'puppeteer-core';
import { DocumentRefused } from '../engines/engine.ts';

/** Interval in ms between two evaluations of a condition. */
const pollMilliseconds = 50;

/**
 * Waits until a JavaScript expression of an option is true. Promises are awaited.
 * @param deadline of `performance.now()`
 * @throws DocumentRefused `timed_out`; `invalid_parameter` if the expression is invalid
 */
export async function waitUntilTrue(
  session: CDPSession,
  expression: string,
  option: string,
  deadline: number,
): Promise<void> {
  for (;;) {
    const left = deadline - performance.now();
    if (left <= 0) throw waitTimedOut(option);
    const timer = new AbortController();
    const evaluation = session.send('Runtime.evaluate', { expression, awaitPromise: true });
    // After the time limit, closing the page rejects an evaluation that nothing awaits any more.
    evaluation.catch(() => undefined);
    const reply = await Promise.race([
      evaluation,
      // The timer rejects when it is cancelled, after the race.
      sleep(left, undefined, { signal: timer.signal, ref: false }).catch(() => undefined),
    ]).finally(() => timer.abort());
    if (!reply) throw waitTimedOut(option);
    const { result, exceptionDetails } = reply;
    if (/SyntaxError/.test(exceptionDetails?.exception?.description ?? ''))
      throw new DocumentRefused('invalid_parameter', { detail: `\`${option}\` is not valid.` });
    // An expression that throws while the page is not ready may become true later.
    const isTrue = result.type === 'object' ? result.subtype !== 'null' : Boolean(result.value);
    if (!exceptionDetails && (isTrue || result.type === 'function' || result.type === 'symbol')) return;
    await sleep(pollMilliseconds);
  }
}

export function waitTimedOut(option: string): DocumentRefused {
  return new DocumentRefused('timed_out', { detail: `The condition of \`${option}\` was not met in time.` });
}
