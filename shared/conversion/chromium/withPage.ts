import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Browser,
  BrowserContextOptions,
  CDPSession,
  Page,
  PuppeteerLifeCycleEvent,
} from 'puppeteer-core';
import { ConveyorError } from '../../errors.ts';
import { DocumentRefused, EngineStalled, type EngineTask, TaskFailed } from '../engines/engine.ts';
import type { LoadOptions } from '../steps/options/loadOptions.ts';
import type { ConversionWarning } from '../warnings.ts';
import { watchBlockedContent } from './blockedContent.ts';
import type { BrowserPipe } from './browserPipe.ts';
import type { BrowserSettings } from './browserSettings.ts';
import { isolatePage } from './isolatePage.ts';
import { loadFailure } from './loadFailure.ts';
import { MissingResources } from './missingResources.ts';
import { removeOwnOrigin } from './ownOrigin.ts';
import { isFromProxy, matchesStatus, PageFailures } from './pageFailures.ts';
import { type PageSource, pageSource } from './pageSource.ts';
import { waitForPage } from './waitForPage.ts';
import type { ProxyOptions } from './withOwnProxy.ts';

/** Time limit in ms for opening an empty page: hundreds of times the usual duration. */
const blankPageMilliseconds = 10_000;

/** A browser and the settings that all its pages share. */
export interface RunningBrowser
  extends Pick<BrowserSettings, 'closed' | 'javascript' | 'waitMilliseconds' | 'limits'> {
  browser: Browser;
  pipe: Pick<BrowserPipe, 'limit'>;
}

/** How a page is opened. */
export interface Opening {
  /** Size in CSS pixels, and pixels for each of them; 1 by default. */
  viewport: { width: number; height: number; deviceScaleFactor?: number };
  /** Closes the page. */
  stop: AbortSignal;
}

/** A loaded page that meets the wait options. */
export interface LoadedPage {
  page: Page;
  session: CDPSession;
  source: PageSource;
}

/** The file made from a page, and what the page did not get. */
export interface PageResult {
  bytes: Uint8Array;
  warnings: ConversionWarning[];
  /** Characters of a printed page for which fonts may have no glyphs. */
  uncommonCharacters?: number[];
}

/**
 * Loads the page of a task in its own browser context, whose renderer no other page uses. Both end with the page, even if its
 * scripts block the renderer.
 * @throws DocumentRefused; TaskFailed if the page crashes or sends too much; EngineStalled if the browser opens no pages
 */
export async function withPage(
  running: RunningBrowser,
  task: EngineTask,
  { viewport, stop }: Opening,
  use: (loaded: LoadedPage) => Promise<Uint8Array>,
): Promise<PageResult> {
  const { proxyServer, ...options } = (task.options ?? {}) as LoadOptions & ProxyOptions;
  const scripted = (['waitForExpression', 'scrollThrough'] as const).find((name) => options[name]);
  if (scripted && !running.javascript)
    throw new DocumentRefused('invalid_parameter', {
      detail: `\`${scripted}\` needs JavaScript, which is disabled on this service.`,
    });
  const source = await asDocumentRefused(pageSource(task, running.limits.zip));
  const isRemote = !source.uploaded;
  // Without its own proxy it would use the proxy of uploads, which has another policy.
  if (isRemote && proxyServer === undefined) throw new Error('The page of a URL has no proxy.');
  const ended = Promise.withResolvers<never>();
  // The race below handles the end; an end before or after it must not end the process.
  ended.promise.catch(() => undefined);
  const { context, page, release } = await blankPage(
    running,
    {
      downloadBehavior: { policy: 'deny' },
      ...(isRemote && { proxyServer, proxyBypassList: ['<-loopback>'] }),
    },
    () => ended.reject(new TaskFailed('outgrown', 'The page sent more than the allowed number of bytes.')),
  );
  const end = () => ended.reject(stop.reason);
  stop.addEventListener('abort', end, { once: true });
  if (stop.aborted) end();
  page.once('error', (cause) => ended.reject(new TaskFailed('crashed', 'The page crashed.', { cause })));
  try {
    const work = async () => {
      const refuse = () => ended.reject(new DocumentRefused('timed_out', { detail: endlessDialogs }));
      const missing = new MissingResources(page);
      const failures = new PageFailures(page, options);
      // At once, because each command waits for a reply of the browser.
      const [session] = await Promise.all([
        sessionOf(page, missing, failures),
        page.setViewport({ deviceScaleFactor: 1, ...viewport }),
        isolatePage(context, page, source, running.closed, options.extraHttpHeaders ?? {}, refuse),
      ]);
      const loaded = { page, session, source };
      await load(running, loaded, options);
      const warnings = await waitForPage(loaded, options, running.waitMilliseconds);
      failures.check();
      if (source.uploaded) await removeOwnOrigin(session);
      const bytes = await use(loaded);
      return { bytes, warnings: [...warnings, ...missing.warnings] };
    };
    return await Promise.race([work(), ended.promise]);
  } catch (error) {
    if (error instanceof DocumentRefused || error instanceof TaskFailed) throw error;
    // The end of the browser ends every page.
    if (!running.browser.connected) throw error;
    throw new TaskFailed('crashed', String(error), { cause: error });
  } finally {
    stop.removeEventListener('abort', end);
    // If the browser has ended, its pages are closed. If it hangs, the next page notices it.
    const closed = context.close().catch(() => undefined);
    void closed.finally(release);
    // A page that was stopped may use all of a processor until it is closed. Otherwise the reply does not wait.
    if (stop.aborted) await closed;
  }
}

/** A session of its own with a page, which also reports what Chromium blocks. */
async function sessionOf(page: Page, missing: MissingResources, failures: PageFailures): Promise<CDPSession> {
  const session = await page.createCDPSession();
  await watchBlockedContent(session, (url, type) => {
    missing.add(url, type);
    failures.addMissing(url);
  });
  return session;
}

const endlessDialogs = 'The page opens dialogs without end.';

/**
 * Opens an empty page. A browser that has lost its zygote process would wait for a renderer forever.
 * @param exceeded is called when the browser sends more about the page than is allowed
 * @throws EngineStalled
 */
async function blankPage(
  { browser, pipe }: RunningBrowser,
  options: BrowserContextOptions,
  exceeded: () => void,
) {
  const opening = async () => {
    const context = await browser.createBrowserContext(options);
    const release = context.id === undefined ? () => undefined : pipe.limit(context.id, exceeded);
    return { context, page: await context.newPage(), release };
  };
  const timer = new AbortController();
  const timeout = async () => {
    await sleep(blankPageMilliseconds, undefined, timer);
    throw new EngineStalled('The browser did not open a page in time.');
  };
  try {
    return await Promise.race([opening(), timeout()]);
  } finally {
    timer.abort();
  }
}

async function load(
  running: RunningBrowser,
  { page, session, source }: LoadedPage,
  options: LoadOptions,
): Promise<void> {
  const isRemote = !source.uploaded;
  await prepare(page, session, options, running.javascript);
  const waitUntil: PuppeteerLifeCycleEvent[] = ['load'];
  if (options.skipNetworkIdleEvent === false) waitUntil.push('networkidle0');
  if (options.skipNetworkAlmostIdleEvent === false) waitUntil.push('networkidle2');
  const response = await Promise.race([
    page.goto(source.address, { waitUntil, timeout: 0 }),
    rejectOnTruncation(page),
  ]).catch((error: unknown) => {
    throw isRemote ? loadFailure(error, source.address) : error;
  });
  const status = response?.status() ?? 0;
  if (isRemote && response && isFromProxy(response))
    throw new DocumentRefused('fetch_failed', { address: response.url() });
  if (isRemote && matchesStatus(status, options.failOnHttpStatusCodes ?? [499, 599]))
    throw new DocumentRefused('page_status_failed', { detail: `The page responded with status ${status}.` });
}

/** Rejects when the response of the page itself is cut off: such a page never counts as loaded. */
function rejectOnTruncation(page: Page): Promise<never> {
  return new Promise((_, reject) => {
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
      // A page that navigates away also aborts its load.
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

/** Chromium checks the rules of cookies, such as those of the prefix `__Host-`. */
async function setCookies(session: CDPSession, cookies: NonNullable<LoadOptions['cookies']>): Promise<void> {
  await session.send('Network.setCookies', { cookies: cookies.map(plain) }).catch((cause: unknown) => {
    if (!/invalid cookie/i.test(String(cause))) throw cause;
    throw new DocumentRefused('invalid_parameter', {
      detail: 'One of the `cookies` is not valid for its domain, path or prefix.',
      cause,
    });
  });
}

/** Without undefined members, which the protocol rejects. */
const plain = (value: object) => JSON.parse(JSON.stringify(value));

/** Turns a ConveyorError into DocumentRefused: a wrong input is not an engine failure. */
async function asDocumentRefused<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    if (error instanceof ConveyorError)
      throw new DocumentRefused(error.code, { detail: error.detail, cause: error });
    throw error;
  });
}
