import type { HTTPRequest, Page } from 'puppeteer-core';
import { listed } from '../listed.ts';
import type { ConversionWarning } from '../warnings.ts';
import type { BlockedType } from './blockedContent.ts';
import { ownOrigin } from './ownOrigin.ts';

/** The resources that a page can show, also by its scripts. Reports and preflight requests are not among them. */
const names: Partial<Record<BlockedType, string>> = {
  image: 'image',
  stylesheet: 'style sheet',
  script: 'script',
  font: 'font',
  media: 'video or sound',
  document: 'frame',
  fetch: 'data',
  xhr: 'data',
  file: 'local file',
};

/** Addresses that a warning names. */
const addressesOfServer = 3;
/** More resources of a page are not counted. */
const maximumResources = 1000;

/** Records the images, styles, scripts, fonts, frames and data that a page did not get. */
export class MissingResources {
  /** Address → kind. */
  readonly #missing = new Map<string, string>();
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    page.on('response', (response) => {
      if (response.status() >= 400) this.#addRequest(response.request());
    });
    page.on('requestfailed', (request) => {
      // Chromium itself aborts requests for videos and for what the page no longer needs. A frame that is not allowed has the same error.
      const ended = request.failure()?.errorText === 'net::ERR_ABORTED';
      if (!ended || request.isNavigationRequest()) this.#addRequest(request);
    });
  }

  /** A warning for each server, and one for the assets of the page itself. */
  get warnings(): ConversionWarning[] {
    const byServer = Map.groupBy(this.#missing, ([address]) => URL.parse(address)?.origin ?? '');
    return [...byServer.values()].map((missing) => {
      const names = missing.map(([address, kind]) => `${kind} “${address.replace(`${ownOrigin}/`, '')}”`);
      return { code: 'resource_not_loaded', detail: `Not loaded: ${listed(names, addressesOfServer)}.` };
    });
  }

  add(url: string, type: BlockedType): void {
    const kind = names[type];
    // Inline content needs no request, and its address is its content.
    if (kind === undefined || this.#missing.size >= maximumResources || /^(?:data|blob):/.test(url)) return;
    const address = addressOf(url);
    if (!this.#missing.has(address)) this.#missing.set(address, kind);
  }

  #addRequest(request: HTTPRequest): void {
    const isPage = request.isNavigationRequest() && request.frame() === this.#page.mainFrame();
    if (!isPage) this.add(request.url(), request.resourceType());
  }
}

/** An address without its query, fragment and user info, which often hold secrets. */
function addressOf(url: string): string {
  const { origin = '', pathname = '', protocol = '', host = '' } = URL.parse(url) ?? {};
  if (protocol === 'file:') return `file://${host}${pathname}`;
  return origin === 'null' ? `${protocol}${pathname}` : origin + pathname;
}
