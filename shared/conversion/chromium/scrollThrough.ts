import { type CDPSession, type Page, TimeoutError } from 'puppeteer-core';
import { contentSize } from './contentSize.ts';
import { waitUntilTrue } from './waitUntilTrue.ts';

/** How far a page is scrolled in CSS pixels: about 90 sheets of A4. A page that grows as it is scrolled has no end. */
export const maximumScroll = 100_000;
/** A page has settled after so long without a request, in ms. */
const quietMilliseconds = 100;
/** A page that sends requests without end does not settle, in ms. */
const settleMilliseconds = 2_000;

/**
 * Scrolls to the end of a page and back.
 * @param deadline of `performance.now()`
 * @returns whether it reached the end
 * @throws DocumentRefused `timed_out`
 */
export async function scrollThrough(page: Page, session: CDPSession, deadline: number): Promise<boolean> {
  const step = page.viewport()?.height ?? 1;
  let top = 0;
  let isEnd = false;
  while (!isEnd && top < maximumScroll) {
    await scrollTo(page, session, top, deadline);
    top += step;
    isEnd = top >= (await contentSize(session)).height;
  }
  await scrollTo(page, session, 0, deadline);
  return isEnd;
}

/** Scrolls, and waits until the page has drawn what became visible and loaded it. */
async function scrollTo(page: Page, session: CDPSession, top: number, deadline: number): Promise<void> {
  const drawn = `scrollTo({ top: ${top}, behavior: 'instant' }),
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`;
  await waitUntilTrue(session, drawn, 'scrollThrough', deadline);
  const timeout = Math.max(1, Math.min(settleMilliseconds, deadline - performance.now()));
  await page.waitForNetworkIdle({ idleTime: quietMilliseconds, timeout }).catch((error: unknown) => {
    if (!(error instanceof TimeoutError)) throw error;
  });
}
