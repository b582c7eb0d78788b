import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { default as Axe, AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** The widths of a desktop and of a phone, in pixels. */
export const widths = [1280, 390] as const;

/** A browser as a new user has it, until the end of this test. It records what a page must not do. */
export async function newUser(browser: Browser, url: string, theme: 'light' | 'dark' = 'light') {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: widths[0], height: 900 },
    colorScheme: theme,
  });
  // The limit of the test applies instead: a busy machine takes long.
  context.setDefaultTimeout(0);
  onTestFinished(() => context.close());
  return { context, faults: faultsOf(context, url) };
}

/** Requests to other origins, exceptions, and violations of the security policy. */
function faultsOf(context: BrowserContext, url: string): string[] {
  const faults: string[] = [];
  context.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== url)
      faults.push(request.url());
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  return faults;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is not accessible on a screen, or does not fit its width. */
export async function flawsOf(page: Page, tested: readonly number[]): Promise<string[]> {
  const flaws: string[] = [];
  for (const width of tested) {
    await page.setViewportSize({ width, height: 900 });
    // Evaluated, not inserted: the policy of the page allows no other script.
    await page.evaluate(axeSource);
    const found: AxeResults = await page.evaluate(() => (window as never as { axe: typeof Axe }).axe.run());
    for (const { id, nodes } of found.violations)
      flaws.push(...nodes.map(({ html, failureSummary }) => `${width} px: ${id}: ${html} ${failureSummary}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) flaws.push(`${width} px: the screen is ${overflow} px too wide`);
  }
  await page.setViewportSize({ width: widths[0], height: 900 });
  return flaws;
}

/** Drops a file onto the page, as from a folder. */
export async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([name, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dropped = new DataTransfer();
      dropped.items.add(new File([bytes], name));
      return dropped;
    },
    [name, content.toString('base64')] as const,
  );
  await page.getByText('Drop documents here').dispatchEvent('drop', { dataTransfer: transfer });
}
