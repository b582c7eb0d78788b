import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';
import type { ErrorCode } from '../../errors.ts';
import { DocumentRefused } from '../engines/engine.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import { ownOrigin } from './ownOrigin.ts';

/** Whether a status is in the list. 499 stands for all of 400 to 499, 599 for all of 500 to 599, and so on. */
export function matchesStatus(status: number, statuses: readonly number[]): boolean {
  return statuses.some((each) =>
    each % 100 === 99 ? Math.floor(status / 100) === Math.floor(each / 100) : status === each,
  );
}

/** Whether the browser's proxy responded itself, because it refused the address or could not connect to it. */
export const isFromProxy = (response: HTTPResponse) =>
  response.headers()['proxy-status']?.startsWith('conveyor;') ?? false;

/** Records failures while a page loads, as far as the options ask for them. The first failure counts. */
export class PageFailures {
  #first: { code: ErrorCode; detail: string } | undefined;

  readonly #failsWithoutResource: boolean;

  constructor(page: Page, options: LoadOptions) {
    this.#failsWithoutResource = options.failOnResourceLoadingFailed ?? false;
    const { failOnResourceHttpStatusCodes: statuses = [], ignoreResourceHttpStatusDomains: ignored = [] } =
      options;
    const isPage = (request: HTTPRequest) =>
      request.isNavigationRequest() && request.frame() === page.mainFrame();
    page.on('response', (response) => {
      if (isPage(response.request())) return;
      // The status of the proxy is not the status of the resource.
      if (isFromProxy(response)) return this.addMissing(response.url());
      const status = response.status();
      const failed =
        (matchesStatus(status, statuses) && !isWithin(response.url(), ignored)) ||
        (this.#failsWithoutResource && isMissing(response.url(), status));
      if (failed)
        this.#record(
          'page_resource_failed',
          `${displayName(response.url())} responded with status ${status}.`,
        );
    });
    page.on('requestfailed', (request) => {
      if (!isPage(request)) this.addMissing(request.url());
    });
    if (options.failOnConsoleExceptions)
      page.on('pageerror', (error) =>
        this.#record(
          'page_script_failed',
          `A script of the page failed: ${truncated(messageOf(error), 300)}`,
        ),
      );
  }

  /** Records a resource that was not loaded. */
  addMissing(url: string): void {
    if (this.#failsWithoutResource)
      this.#record('page_resource_failed', `${displayName(url)} could not be loaded.`);
  }

  /** @throws DocumentRefused `page_resource_failed`, `page_script_failed` */
  check(): void {
    if (this.#first) throw new DocumentRefused(this.#first.code, { detail: this.#first.detail });
  }

  #record(code: ErrorCode, detail: string): void {
    this.#first ??= { code, detail };
  }
}

/** Whether a URL's host is one of these domains or a subdomain of one. */
function isWithin(url: string, domains: readonly string[]): boolean {
  const { hostname } = new URL(url);
  return domains.some((domain) => `.${hostname}`.endsWith(`.${domain.toLowerCase()}`));
}

/** An asset that was not uploaded with its page gets a 404. */
const isMissing = (url: string, status: number) => url.startsWith(`${ownOrigin}/`) && status === 404;

const displayName = (url: string) => truncated(url.replace(`${ownOrigin}/`, ''), 200);
const truncated = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length)}…` : text;
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
