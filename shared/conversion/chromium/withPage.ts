import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Browser,
  BrowserContextOptions,
  CDPSession,
  Page,
  PuppeteerLifeCycleEvent,
} from 'puppeteer-core';
import { ConveyorError } from '../../errors.ts';
import { DocumentRefused, EngineStalled, type EngineTask } from '../engines/engine.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import type { BrowserSettings } from './browserSettings.ts';
import { isolatePage } from './isolatePage.ts';
import { loadFailure } from './loadFailure.ts';
import { isAmong, PageFailures } from './pageFailures.ts';
import { type PageSource, pageSource } from './pageSource.ts';
import { waitForPage } from './waitForPage.ts';
import type { ProxyOptions } from './withOwnProxy.ts';

/** Within what time in ms a browser opens an empty page: hundreds of times as long as it takes. */
const blankMilliseconds = 5000;

/** What all pages of a browser have in common. */
export interface RunningBrowser
  extends Pick<BrowserSettings, 'closed' | 'javascript' | 'patience' | 'limits'> {
  browser: Browser;
}

/** A page that is loaded and has become what the options wait for. */
export interface LoadedPage {
  page: Page;
  session: CDPSession;
  source: PageSource;
}

/**
 * Loads the page of a task in a context of its own, which nothing outlives.
 * @param viewport its size in CSS pixels
 * @throws DocumentRefused
 */
export async function withPage<Result>(
  house: RunningBrowser,
  task: EngineTask,
  viewport: { width: number; height: number },
  use: (loaded: LoadedPage) => Promise<Result>,
): Promise<Result> {
  const { proxyServer, ...options } = (task.options ?? {}) as LoadOptions & ProxyOptions;
  if (options.waitForExpression !== undefined && !house.javascript)
    throw new DocumentRefused('invalid_parameter', {
      detail: '`waitForExpression` needs scripts, and this service runs none.',
    });
  const source = await refusing(pageSource(task, house.limits.zip));
  const isAbroad = !source.uploaded;
  // The way of uploads is not theirs.
  if (isAbroad && proxyServer === undefined) throw new Error('The page of a URL has no way out.');
  const { context, page } = await blankPage(house.browser, {
    downloadBehavior: { policy: 'deny' },
    ...(isAbroad && { proxyServer, proxyBypassList: ['<-loopback>'] }),
  });
  try {
    const crashed = new Promise<never>((_, reject) => page.once('error', reject));
    // The race below hears it; a page that crashes before or after that must not end the process.
    crashed.catch(() => undefined);
    const work = async () => {
      await page.setViewport({ ...viewport, deviceScaleFactor: 1 });
      await isolatePage(context, page, source, house.closed, options.extraHttpHeaders);
      return use(await load(house, page, source, options));
    };
    return await Promise.race([work(), crashed]);
  } finally {
    // A renderer that doesn't answer doesn't hold up the answer; a browser that doesn't is found by the next job.
    void context.close().catch(() => undefined);
  }
}

/**
 * A page without anything yet. A browser whose process for new renderers is gone would wait for one for ever.
 * @throws EngineStalled
 */
async function blankPage(browser: Browser, options: BrowserContextOptions) {
  const opening = async () => {
    const context = await browser.createBrowserContext(options);
    return { context, page: await context.newPage() };
  };
  const waiting = new AbortController();
  const late = async () => {
    await sleep(blankMilliseconds, undefined, waiting);
    throw new EngineStalled('The browser opens no page.');
  };
  try {
    return await Promise.race([opening(), late()]);
  } finally {
    waiting.abort();
  }
}

async function load(
  house: RunningBrowser,
  page: Page,
  source: PageSource,
  options: LoadOptions,
): Promise<LoadedPage> {
  const isAbroad = !source.uploaded;
  const session = await page.createCDPSession();
  await prepare(page, session, options, house.javascript);
  const troubles = new PageFailures(page, options);
  const waitUntil: PuppeteerLifeCycleEvent[] = ['load'];
  if (options.skipNetworkIdleEvent === false) waitUntil.push('networkidle0');
  if (options.skipNetworkAlmostIdleEvent === false) waitUntil.push('networkidle2');
  const response = await Promise.race([
    page.goto(source.address, { waitUntil, timeout: 0 }),
    breaksOff(page),
  ]).catch((error: unknown) => {
    throw isAbroad ? loadFailure(error, source.address) : error;
  });
  const status = response?.status() ?? 0;
  if (isAbroad && response?.headers()['proxy-status']?.startsWith('conveyor;'))
    throw new DocumentRefused('fetch_failed', { address: response.url() });
  if (isAbroad && isAmong(status, options.failOnHttpStatusCodes ?? [499, 599]))
    throw new DocumentRefused('page_status_failed', { detail: `The page answered ${status}.` });
  await waitForPage(session, options, house.patience);
  troubles.check();
  return { page, session, source };
}

/** Rejects when the page itself began to come and doesn't end: it would never count as loaded. */
function breaksOff(page: Page): Promise<never> {
  return new Promise((_, reject) => {
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
      // A page that goes elsewhere, too, gives up what it was loading.
      if (isPage && request.response() && !/ERR_ABORTED/.test(reason)) reject(new Error(reason));
    });
  });
}

async function prepare(
  page: Page,
  session: CDPSession,
  { emulatedMediaType, emulatedMediaFeatures, userAgent, cookies }: LoadOptions,
  javascript: boolean,
): Promise<void> {
  if (!javascript) await page.setJavaScriptEnabled(false);
  if (emulatedMediaType !== undefined || emulatedMediaFeatures)
    await session.send('Emulation.setEmulatedMedia', {
      media: emulatedMediaType ?? '',
      features: emulatedMediaFeatures ?? [],
    });
  if (userAgent !== undefined) await page.setUserAgent({ userAgent });
  if (cookies) await setCookies(session, cookies);
}

/** A name may ask for more than it gets, such as `__Host-`; Chromium knows all the rules. */
async function setCookies(session: CDPSession, cookies: NonNullable<LoadOptions['cookies']>): Promise<void> {
  await session.send('Network.setCookies', { cookies: cookies.map(plain) }).catch((cause: unknown) => {
    if (!/invalid cookie/i.test(String(cause))) throw cause;
    throw new DocumentRefused('invalid_parameter', { detail: 'One of the `cookies` is not valid.', cause });
  });
}

/** Without the members that are undefined, which the protocol doesn't take. */
const plain = (value: object) => JSON.parse(JSON.stringify(value));

/** What is wrong with the input is no fault of the engine. */
async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    if (error instanceof ConveyorError)
      throw new DocumentRefused(error.code, { detail: error.detail, cause: error });
    throw error;
  });
}
