import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { buildWebApp } from '../build/webApp.ts';
import { firstScreen } from '../test/console/firstScreen.ts';
import { launchBrowser } from '../test/harness/browser.ts';
import { withApp } from './benchApp.ts';
import { type Benchmark, median, milliseconds, times } from './row.ts';

const rounds = 7;

/** What a browser loads for the first screen of the page, and the time to its first paint. */
export async function page(): Promise<Benchmark> {
  await buildWebApp();
  const browser = await launchBrowser();
  try {
    return await withApp(async (url) => {
      const screens = await measured(browser, url);
      const bare = await bareTimes(browser);
      const [{ requests, gzip, transferred }] = screens as [(typeof screens)[number]];
      const paint = median(screens.map(({ firstPaint }) => firstPaint));
      return {
        title: 'The page',
        about: `The first screen in a browser with an empty cache, over loopback. Median of ${rounds} visits.`,
        rows: [
          { what: 'requests, with those to the API', value: String(requests) },
          { what: 'bytes of its files, sent with Brotli', value: kilobytes(transferred) },
          { what: 'the same with gzip', value: kilobytes(gzip) },
          { what: 'a page with one word, first paint', value: milliseconds(bare), comparison: 'baseline' },
          { what: 'first paint', value: milliseconds(paint), comparison: times(paint, bare) },
        ],
      };
    });
  } finally {
    await browser.close();
  }
}

async function measured(browser: Browser, url: string) {
  const screens = [];
  for (let round = 0; round < rounds; round++) screens.push(await firstScreen(browser, url));
  return screens;
}

async function bareTimes(browser: Browser): Promise<number> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<h1>Convert documents</h1>'),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const screens = await measured(browser, `http://127.0.0.1:${port}`);
  server.close();
  return median(screens.map(({ firstPaint }) => firstPaint));
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
