import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

/** What the first visit of the page loads. */
export interface FirstScreen {
  requests: number;
  /** The bytes of its files as they were sent. */
  transferred: number;
  /** The bytes of its files with gzip. */
  gzip: number;
  /** Milliseconds to the first paint of a text. */
  firstPaint: number;
}

/** Opens the page in a browser with an empty cache. */
export async function firstScreen(browser: Browser, url: string): Promise<FirstScreen> {
  const context = await browser.newContext({ baseURL: url });
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  const files: Promise<{ sent: number; gzip: number }>[] = [];
  let requests = 0;
  page.on('response', (response) => {
    requests++;
    if (!/\/(app\/.*)?$/.test(new URL(response.url()).pathname)) return;
    files.push(
      Promise.all([response.body(), response.headerValue('content-length')]).then(([body, length]) => ({
        sent: Number(length),
        gzip: gzipSync(body, { level: 9 }).byteLength,
      })),
    );
  });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Convert documents' }).waitFor();
  await page.waitForLoadState('networkidle');
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  const all = await Promise.all(files);
  await context.close();
  return {
    requests,
    transferred: all.reduce((sum, { sent }) => sum + sent, 0),
    gzip: all.reduce((sum, { gzip }) => sum + gzip, 0),
    firstPaint,
  };
}
