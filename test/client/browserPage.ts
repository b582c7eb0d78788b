import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { unpackChromium } from '../../shared/conversion/chromium/chromiumFiles.ts';
import { launchBrowser } from '../../shared/conversion/chromium/launchBrowser.ts';

/** Opens a page in the Chromium of the project. @returns the page, and a function that ends the browser */
export async function browserPage(url: string): Promise<{ page: Page; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-browser-'));
  const { executable, libraries, fontsConfiguration } = await unpackChromium();
  const exited = Promise.withResolvers<void>();
  const { browser } = await launchBrowser(
    {
      executable,
      arguments: [
        '--headless',
        '--no-sandbox',
        '--remote-debugging-pipe',
        `--user-data-dir=${folder}`,
        '--disable-dev-shm-usage',
        'about:blank',
      ],
      environment: {
        HOME: folder,
        TMPDIR: folder,
        ...(libraries && { LD_LIBRARY_PATH: libraries }),
        FONTCONFIG_FILE: fontsConfiguration,
      },
    },
    () => exited.resolve(),
  );
  const page = await browser.newPage();
  await page.goto(url);
  return {
    page,
    close: async () => {
      await browser.close();
      // Until then it writes to its profile.
      await exited.promise;
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
