import { isAscii, isUtf8 } from 'node:buffer';
import type { BrowserContext, HTTPRequest, Page } from 'puppeteer-core';
import { ownOrigin, type PageSource } from './pageSource.ts';

/**
 * What an upload is served with. Its scripts run, but it submits no form, opens no window or dialog and downloads
 * nothing.
 */
const headers = { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' };

/** Runs in the page before its own scripts: who wants to leave stays, before a navigation stops the loading. */
const stay = `globalThis.navigation?.addEventListener('navigate', (event) => {
  if (!event.destination.sameDocument && event.cancelable) event.preventDefault();
});`;

type Answer = (request: HTTPRequest) => Promise<void>;

/**
 * Lets a page see itself, what came along, and what its way out leads to: no request, window, download or dialog of its
 * gets any further.
 * @param closed whether an upload reaches nothing at all by its way out
 * @param extra headers for the page's own origin
 */
export async function isolatePage(
  context: BrowserContext,
  page: Page,
  source: PageSource,
  closed: boolean,
  extra: Record<string, string> = {},
): Promise<void> {
  const answer = source.uploaded ? answerUpload(page, source, closed) : answerNetwork(source, extra);
  // One that nobody answers would never end: what Chromium won't do with it is refused.
  const orRefuse = (request: HTTPRequest) => answer(request).catch(() => refuse(request));
  page.on('request', (request) => void orRefuse(request).catch(ignore));
  page.on('dialog', (dialog) => void dialog.dismiss().catch(ignore));
  context.on('targetcreated', (target) => {
    void target
      .page()
      .then((other) => (other && other !== page ? other.close() : undefined))
      .catch(ignore);
  });
  if (source.uploaded) await page.evaluateOnNewDocument(stay);
  await page.setBypassServiceWorker(true);
  await page.setRequestInterception(true);
}

function answerUpload(page: Page, { address, uploaded }: PageSource, closed: boolean): Answer {
  let served = false;
  return async (request) => {
    const url = URL.parse(request.url());
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (isPage && !served && request.url() === address && uploaded) {
      served = true;
      const { html } = uploaded;
      const contentType = isUtf8(html) && !isAscii(html) ? 'text/html; charset=utf-8' : 'text/html';
      return request.respond({ status: 200, contentType, headers, body: html });
    }
    if (url?.origin === ownOrigin && !isPage) {
      const found = request.method() === 'GET' ? uploaded?.files.find(url.pathname) : undefined;
      const { contentType = 'text/plain', bytes: body = '' } = found ?? {};
      return request.respond({ status: found ? 200 : 404, contentType, headers, body });
    }
    return bringsItself(request) || (!closed && !isPage && isWeb(request))
      ? request.continue()
      : refuse(request);
  };
}

function answerNetwork({ address }: PageSource, extra: Record<string, string>): Answer {
  const origin = URL.parse(address)?.origin;
  // The browser's own are in lower case too, so that one replaces the other.
  const own = Object.fromEntries(Object.entries(extra).map(([name, value]) => [name.toLowerCase(), value]));
  const hasOwn = Object.keys(own).length > 0;
  return async (request) => {
    if (!bringsItself(request) && !isWeb(request)) return refuse(request);
    const isOwn = hasOwn && URL.parse(request.url())?.origin === origin;
    return request.continue(isOwn ? { headers: { ...request.headers(), ...own } } : {});
  };
}

/** Data and blob addresses hold what the page itself brought along. */
const bringsItself = (request: HTTPRequest) => /^(data|blob):/.test(request.url());
const isWeb = (request: HTTPRequest) => /^https?:/.test(request.url());

async function refuse(request: HTTPRequest): Promise<void> {
  // `aborted` leaves the page as it is; any other failure of a navigation would show an error page in its place.
  return request.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient');
}

/** For what may come too late, when the page is gone already. */
function ignore(): void {}
