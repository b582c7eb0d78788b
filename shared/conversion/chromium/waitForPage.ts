import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession } from 'puppeteer-core';
import { DocumentRefused } from '../engines/engine.ts';
import { milliseconds } from '../steps/options/lengths.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';

/** How often in ms a page is asked. */
const askEvery = 50;

/**
 * Waits for what the options say, after a page was loaded.
 * @param patience longest time for it all, in ms: shorter than the job's own limit, so that no engine dies of it
 * @throws DocumentRefused `timed_out`; `invalid_parameter` for what is no JavaScript or no selector
 */
export async function waitForPage(
  session: CDPSession,
  options: LoadOptions,
  patience: number,
): Promise<void> {
  const { waitDelay, waitForExpression, waitForSelector } = options;
  const deadline = performance.now() + patience;
  if (waitDelay !== undefined) {
    const delay = milliseconds(waitDelay);
    if (delay > patience) throw late('waitDelay');
    await sleep(delay);
  }
  if (waitForExpression !== undefined)
    await becomesTrue(session, waitForExpression, 'waitForExpression', deadline);
  if (waitForSelector !== undefined)
    await becomesTrue(session, visible(waitForSelector), 'waitForSelector', deadline);
}

const visible = (selector: string) => `(() => {
  const found = document.querySelector(${JSON.stringify(selector)});
  return found !== null && found.getClientRects().length > 0 && getComputedStyle(found).visibility !== 'hidden';
})()`;

async function becomesTrue(
  session: CDPSession,
  expression: string,
  option: string,
  deadline: number,
): Promise<void> {
  for (;;) {
    const left = deadline - performance.now();
    if (left <= 0) throw late(option);
    const giveUp = new AbortController();
    const asked = session.send('Runtime.evaluate', { expression, awaitPromise: true });
    // A promise of the page's that is never kept is let go with the page.
    asked.catch(() => undefined);
    const answer = await Promise.race([
      asked,
      sleep(left, undefined, { signal: giveUp.signal, ref: false }).catch(() => undefined),
    ]).finally(() => giveUp.abort());
    if (!answer) throw late(option);
    const { result, exceptionDetails } = answer;
    if (/SyntaxError/.test(exceptionDetails?.exception?.description ?? ''))
      throw new DocumentRefused('invalid_parameter', { detail: `\`${option}\` is not valid.` });
    // What throws now, as the page isn't ready, may be true later.
    const isTrue = result.type === 'object' ? result.subtype !== 'null' : Boolean(result.value);
    if (!exceptionDetails && (isTrue || result.type === 'function' || result.type === 'symbol')) return;
    await sleep(askEvery);
  }
}

function late(option: string): DocumentRefused {
  return new DocumentRefused('timed_out', { detail: `What \`${option}\` waits for did not happen in time.` });
}
