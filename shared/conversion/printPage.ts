import { isAscii, isUtf8 } from 'node:buffer';
import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer-core';
import { DocumentRefused } from './engine.ts';

/** The address under which the page sees itself: reserved by RFC 2606, so it never leads anywhere. */
const address = 'https://document.invalid/';

/**
 * Prints one page in a context of its own.
 * @param html the page's bytes; its own `<meta charset>` or byte order mark says how to read them, where they aren't UTF-8
 */
export async function printPage(browser: Browser, html: Uint8Array, pageRanges = ''): Promise<Uint8Array> {
  const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
  try {
    const page = await context.newPage();
    const crashed = new Promise<never>((_, reject) => page.once('error', reject));
    // The race below hears it; a page that crashes before or after that must not end the process.
    crashed.catch(() => undefined);
    await seclude(context, page, html);
    return await Promise.race([print(page, pageRanges), crashed]);
  } finally {
    // A renderer that doesn't answer doesn't hold up the answer; a browser that doesn't is found by the next job.
    void context.close().catch(() => undefined);
  }
}

async function print(page: Page, pageRanges: string): Promise<Uint8Array> {
  await page.goto(address, { waitUntil: 'load', timeout: 0 });
  const printed = page.pdf({
    format: 'a4',
    margin: { top: '1cm', bottom: '1cm', left: '1cm', right: '1cm' },
    printBackground: true,
    preferCSSPageSize: true,
    pageRanges,
    timeout: 0,
  });
  return printed.catch((error) => {
    throw /page range/i.test(String(error))
      ? new DocumentRefused('invalid_parameter', { cause: error })
      : error;
  });
}

/**
 * What the page is served with. Its scripts run, but it submits no form, opens no window or dialog and downloads
 * nothing.
 */
const headers = { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' };

/** Runs in the page before its own scripts: who wants to leave stays, before a navigation stops the loading. */
const stay = `globalThis.navigation?.addEventListener('navigate', (event) => {
  if (!event.destination.sameDocument && event.cancelable) event.preventDefault();
});`;

/** Lets the page see itself and nothing else: no request, window, download or dialog of its gets any further. */
async function seclude(context: BrowserContext, page: Page, html: Uint8Array): Promise<void> {
  // A page that says nothing would be read as Windows-1252. What has other characters than ASCII is UTF-8 by no accident.
  const contentType = isUtf8(html) && !isAscii(html) ? 'text/html; charset=utf-8' : 'text/html';
  let served = false;
  page.on('request', (request) => {
    if (!served && request.url() === address && request.isNavigationRequest()) {
      served = true;
      void request.respond({ status: 200, contentType, headers, body: html }).catch(ignore);
    } else {
      void refuse(request).catch(ignore);
    }
  });
  page.on('dialog', (dialog) => void dialog.dismiss().catch(ignore));
  context.on('targetcreated', (target) => {
    void target
      .page()
      .then((other) => (other && other !== page ? other.close() : undefined))
      .catch(ignore);
  });
  await page.evaluateOnNewDocument(stay);
  await page.setRequestInterception(true);
}

async function refuse(request: HTTPRequest): Promise<void> {
  // Data and blob addresses hold what the page itself brought along.
  if (/^(data|blob):/.test(request.url())) return request.continue();
  // `aborted` leaves the page as it is; any other failure of a navigation would show an error page in its place.
  return request.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient');
}

/** For what may come too late, when the page is gone already. */
function ignore(): void {}
