import type { Readable } from 'node:stream';
import type { Browser } from 'puppeteer-core';
import { BrowserTalk } from './browser/browserTalk.ts';
import { printPdf } from './browser/printPdf.ts';
import { takeScreenshot } from './browser/takeScreenshot.ts';
import type { PageHouse } from './browser/withPage.ts';
import type { BrowserProxy, BrowserWay } from './browserProxy.ts';
import { cacheFolder } from './cacheFolder.ts';
import { chromiumArguments } from './chromiumArguments.ts';
import { type ChromiumFiles, unpackChromium } from './chromiumFiles.ts';
import type { Engine, EngineProcess, EngineResult, EngineTask } from './engine.ts';
import type { Log } from './engineView.ts';
import { nativeFonts } from './fonts/nativeFonts.ts';
import type { ConversionLimits } from './limits.ts';
import { warmUpHtml } from './warmUpDocuments.ts';

/** What may be said of the browser. */
export interface ChromiumOptions {
  /** A browser of the operator's; by default the one from npm, unpacked into `cache`. */
  executable?: string | undefined;
  cache?: string | undefined;
  /** An operator's folder of fonts, beside those that come with the app. */
  fonts?: string | undefined;
  /** Its only way out. */
  proxy: BrowserProxy;
  /** Whether pages may run scripts. */
  javascript: boolean;
  /** The time limit of a step in s. */
  secondsPerStep: number;
  limits: ConversionLimits;
  log: Log;
}

/** Chromium, a process each, headless. Its operations: `pdf` and `screenshot` of one page. */
export function chromiumEngine(options: ChromiumOptions): Engine {
  return new ChromiumEngine(options);
}

/** What a browser can do with a page, and what comes of it. */
const operations: Readonly<Record<string, (house: PageHouse, task: EngineTask) => Promise<Uint8Array>>> = {
  pdf: printPdf,
  screenshot: takeScreenshot,
};

/** The share of a step's time that may be spent on waiting for what a job's options name. */
const patience = 0.8;

class ChromiumEngine implements Engine {
  readonly kind = 'chromium';
  readonly warmUp: EngineTask = { operation: 'pdf', files: [{ name: 'warm.html', bytes: warmUpHtml }] };
  readonly startMilliseconds = 30_000;
  sandbox: boolean | undefined;
  readonly #options: ChromiumOptions;
  #files: Promise<ChromiumFiles> | undefined;
  #documents: Promise<BrowserWay> | undefined;

  constructor(options: ChromiumOptions) {
    this.#options = options;
  }

  async start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
    const { documents, files } = await this.#shared();
    // Chromium refuses its sandbox to root.
    this.sandbox ??= process.getuid?.() === 0 ? this.#withoutSandbox('the process runs as root') : true;
    const { proxy, javascript, secondsPerStep, limits } = this.#options;
    const started = async (sandbox: boolean) => {
      const browser = await launch(files, folder, documents.server, sandbox, stop);
      const house = {
        browser,
        proxy,
        documents,
        javascript,
        patience: secondsPerStep * 1000 * patience,
        limits,
      };
      return new ChromiumProcess(house);
    };
    try {
      return await started(this.sandbox);
    } catch (error) {
      if (!this.sandbox || !/sandbox/i.test(String(error))) throw error;
      this.sandbox = this.#withoutSandbox('the system offers none');
      return await started(false);
    }
  }

  async close(): Promise<void> {
    // One that could not be had was told to whoever asked for it, and needs no closing.
    const documents = await this.#documents?.catch(() => undefined);
    this.#documents = undefined;
    await documents?.close();
  }

  /** What all browsers share; what couldn't be had is tried again at the next start. */
  async #shared(): Promise<{ documents: BrowserWay; files: ChromiumFiles }> {
    this.#documents ??= this.#options.proxy.open('documents');
    this.#files ??= this.#findFiles();
    try {
      return { documents: await this.#documents, files: await this.#files };
    } catch (error) {
      this.#files = undefined;
      // What failed is thrown below; here it only matters which of the two is to be had again.
      if (!(await this.#documents.catch(() => undefined))) this.#documents = undefined;
      throw error;
    }
  }

  async #findFiles(): Promise<ChromiumFiles> {
    const { executable, cache, fonts } = this.#options;
    if (!executable) return unpackChromium(cache, fonts);
    const fontsConfiguration = await nativeFonts(await cacheFolder(cache), [], fonts);
    return { executable, libraries: undefined, fontsConfiguration };
  }

  #withoutSandbox(reason: string): false {
    this.#options.log('warn', 'The browser runs without its sandbox.', { reason });
    return false;
  }
}

async function launch(
  files: ChromiumFiles,
  folder: string,
  proxyServer: string,
  sandbox: boolean,
  stop: AbortSignal,
): Promise<Browser> {
  const { launch } = await import('puppeteer-core');
  stop.throwIfAborted();
  return launch({
    executablePath: files.executable,
    ignoreDefaultArgs: true,
    args: chromiumArguments({ proxyServer, profile: folder, sandbox }),
    env: {
      HOME: folder,
      TMPDIR: folder,
      ...(files.libraries ? { LD_LIBRARY_PATH: files.libraries } : {}),
      FONTCONFIG_FILE: files.fontsConfiguration,
    },
    // A pipe instead of a port: no page can reach it.
    pipe: true,
    signal: stop,
    // The documents' time limits are the pool's.
    protocolTimeout: 0,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

class ChromiumProcess implements EngineProcess {
  readonly gone: Promise<void>;
  readonly #house: PageHouse;
  readonly #talk: BrowserTalk;

  constructor(house: PageHouse) {
    this.#house = house;
    const { browser } = house;
    // Where it answers, as it was launched with `pipe`.
    this.#talk = new BrowserTalk(browser.process()?.stdio[4] as Readable);
    this.gone = new Promise((gone) => {
      browser.once('disconnected', () => gone());
      browser.process()?.once('exit', () => gone());
    });
  }

  get pid(): number | undefined {
    return this.#house.browser.process()?.pid;
  }

  async run(task: EngineTask): Promise<EngineResult> {
    const operation = operations[task.operation];
    if (!operation) throw new Error(`The browser has no operation “${task.operation}”.`);
    const bytes = await this.#talk.during(() => operation(this.#house, task));
    return { files: [{ name: task.operation, bytes }] };
  }

  async kill(): Promise<void> {
    const child = this.#house.browser.process();
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = new Promise((gone) => child.once('exit', gone));
    child.kill('SIGKILL');
    await exit;
  }
}
