import type { HTTPRequest, Page } from 'puppeteer-core';
import type { ErrorCode } from '../../errors.ts';
import { DocumentRefused } from '../engines/engine.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import { ownOrigin } from './pageSource.ts';

/** Whether a status is one of those that fail a page; 499 stands for all of 400 to 499, 599 and so on likewise. */
export function isAmong(status: number, statuses: readonly number[]): boolean {
  return statuses.some((each) =>
    each % 100 === 99 ? Math.floor(status / 100) === Math.floor(each / 100) : status === each,
  );
}

/** What goes wrong while a page loads, as far as the caller asked to be told. The first trouble counts. */
export class PageFailures {
  #first: { code: ErrorCode; detail: string } | undefined;

  constructor(page: Page, options: LoadOptions) {
    const { failOnResourceHttpStatusCodes: statuses = [], ignoreResourceHttpStatusDomains: ignored = [] } =
      options;
    const isPage = (request: HTTPRequest) =>
      request.isNavigationRequest() && request.frame() === page.mainFrame();
    page.on('response', (response) => {
      if (isPage(response.request())) return;
      const status = response.status();
      const failed =
        (isAmong(status, statuses) && !isWithin(response.url(), ignored)) ||
        (options.failOnResourceLoadingFailed && isMissing(response.url(), status));
      if (failed) this.#tell('page_resource_failed', `${named(response.url())} answered ${status}.`);
    });
    if (options.failOnResourceLoadingFailed)
      page.on('requestfailed', (request) => {
        if (!isPage(request))
          this.#tell('page_resource_failed', `${named(request.url())} could not be loaded.`);
      });
    if (options.failOnConsoleExceptions)
      page.on('pageerror', (error) =>
        this.#tell('page_script_failed', `A script of the page failed: ${bounded(messageOf(error), 300)}`),
      );
  }

  /** @throws DocumentRefused `page_resource_failed`, `page_script_failed` */
  check(): void {
    if (this.#first) throw new DocumentRefused(this.#first.code, { detail: this.#first.detail });
  }

  #tell(code: ErrorCode, detail: string): void {
    this.#first ??= { code, detail };
  }
}

/** Whether a URL's host is one of these, or below one. */
function isWithin(url: string, domains: readonly string[]): boolean {
  const { hostname } = new URL(url);
  return domains.some((domain) => `.${hostname}`.endsWith(`.${domain.toLowerCase()}`));
}

/** A file that did not come along with an upload answers 404, and is one that could not be had. */
const isMissing = (url: string, status: number) => url.startsWith(`${ownOrigin}/`) && status === 404;

const named = (url: string) => bounded(url.replace(`${ownOrigin}/`, ''), 200);
const bounded = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
