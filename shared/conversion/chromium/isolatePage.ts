import type { BrowserContext, HTTPRequest, Page } from 'puppeteer-core';
import { ownOrigin } from './ownOrigin.ts';
import type { PageSource } from './pageSource.ts';

/**
 * Headers of an uploaded page. Its scripts run, but it cannot submit forms, open windows or dialogs, or download.
 */
const headers = { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' };

/** Runs before the page's scripts: cancels navigations away, which would stop the page from loading. */
const cancelNavigation = `globalThis.navigation?.addEventListener('navigate', (event) => {
  if (!event.destination.sameDocument && event.cancelable) event.preventDefault();
});`;

type RequestHandler = (request: HTTPRequest) => Promise<void>;

/** Dialogs that a page may open. Each one suspends its scripts until it is dismissed. */
const maximumDialogs = 1000;

/**
 * Restricts a page to itself, its assets and the addresses that its proxy allows. Blocks all other requests, windows,
 * downloads and dialogs.
 * @param closed whether the proxy of uploads refuses every address
 * @param extra headers that are sent to the page's own origin
 * @param onEndlessDialogs is called when the page opens more dialogs than it may
 */
export async function isolatePage(
  context: BrowserContext,
  page: Page,
  source: PageSource,
  closed: boolean,
  extra: Record<string, string>,
  onEndlessDialogs: () => void,
): Promise<void> {
  const handle = source.uploaded ? handleUpload(page, source, closed) : handleRemote(source, extra);
  // A request without a reply would hang: if Chromium rejects the reply, the request is aborted.
  const handleOrAbort = (request: HTTPRequest) => handle(request).catch(() => abort(request));
  page.on('request', (request) => void handleOrAbort(request).catch(ignore));
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    if (++dialogs > maximumDialogs) return onEndlessDialogs();
    void dialog.dismiss().catch(ignore);
  });
  context.on('targetcreated', (target) => {
    void target
      .page()
      .then((other) => (other && other !== page ? other.close() : undefined))
      .catch(ignore);
  });
  if (source.uploaded) await page.evaluateOnNewDocument(cancelNavigation);
  await page.setBypassServiceWorker(true);
  await page.setRequestInterception(true);
}

function handleUpload(page: Page, { address, uploaded }: PageSource, closed: boolean): RequestHandler {
  let served = false;
  return async (request) => {
    const url = URL.parse(request.url());
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (isPage && !served && request.url() === address && uploaded) {
      served = true;
      const { html: body, contentType } = uploaded;
      return request.respond({ status: 200, contentType, headers, body });
    }
    if (url?.origin === ownOrigin && !isPage) {
      const found = request.method() === 'GET' ? uploaded?.files.find(url.pathname) : undefined;
      const { contentType = 'text/plain', bytes: body = '' } = found ?? {};
      return request.respond({ status: found ? 200 : 404, contentType, headers, body });
    }
    return isInline(request) || (!closed && !isPage && isWeb(request)) ? request.continue() : abort(request);
  };
}

function handleRemote({ address }: PageSource, extra: Record<string, string>): RequestHandler {
  const origin = URL.parse(address)?.origin;
  // The browser's headers are in lower case: the same case makes these replace them.
  const own = Object.fromEntries(Object.entries(extra).map(([name, value]) => [name.toLowerCase(), value]));
  const hasOwn = Object.keys(own).length > 0;
  return async (request) => {
    if (!isInline(request) && !isWeb(request)) return abort(request);
    const isOwn = hasOwn && URL.parse(request.url())?.origin === origin;
    return request.continue(isOwn ? { headers: { ...request.headers(), ...own } } : {});
  };
}

/** `data:` and `blob:` addresses contain their content. */
const isInline = (request: HTTPRequest) => /^(data|blob):/.test(request.url());
const isWeb = (request: HTTPRequest) => /^https?:/.test(request.url());

async function abort(request: HTTPRequest): Promise<void> {
  // `aborted` keeps the current page; any other failure of a navigation would replace it with an error page.
  return request.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient');
}

/** The page may already be closed. */
function ignore(): void {}
