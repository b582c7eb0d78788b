import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'puppeteer-core';
import { milliseconds } from '../steps/options/lengths.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import type { ConversionWarning } from '../warnings.ts';
import { maximumScroll, scrollThrough } from './scrollThrough.ts';
import { waitTimedOut, waitUntilTrue } from './waitUntilTrue.ts';

/**
 * Waits for what the options name, after a page has loaded, and scrolls through it.
 * @param waitMilliseconds limit for all waiting in ms; shorter than the time limit of the job, so that the engine survives
 * @returns a warning if the page is too long to scroll through
 * @throws DocumentRefused `timed_out`; `invalid_parameter` for invalid JavaScript or an invalid selector
 */
export async function waitForPage(
  { page, session }: { page: Page; session: CDPSession },
  options: LoadOptions,
  waitMilliseconds: number,
): Promise<ConversionWarning[]> {
  const { waitDelay, waitForExpression, waitForSelector } = options;
  const deadline = performance.now() + waitMilliseconds;
  if (waitDelay !== undefined) {
    const delay = milliseconds(waitDelay);
    if (delay > waitMilliseconds) throw waitTimedOut('waitDelay');
    await sleep(delay);
  }
  if (waitForExpression !== undefined)
    await waitUntilTrue(session, waitForExpression, 'waitForExpression', deadline);
  if (waitForSelector !== undefined)
    await waitUntilTrue(session, visible(waitForSelector), 'waitForSelector', deadline);
  if (!options.scrollThrough || (await scrollThrough(page, session, deadline))) return [];
  const detail = `\`scrollThrough\` ended after ${maximumScroll} pixels, because the page is longer.`;
  return [{ code: 'option_not_applied', detail }];
}

const visible = (selector: string) => `(() => {
  const found = document.querySelector(${JSON.stringify(selector)});
  return found !== null && found.getClientRects().length > 0 && getComputedStyle(found).visibility !== 'hidden';
})()`;
