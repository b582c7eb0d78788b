import type { Browser } from 'puppeteer-core';
import { chromiumArguments } from './chromiumArguments.ts';
import { type ChromiumFiles, unpackChromium } from './chromiumFiles.ts';
import type { Engine, EngineProcess, EngineResult, EngineTask } from './engine.ts';
import type { Log } from './engineView.ts';
import { markdownPage } from './markdown.ts';
import { printPage } from './printPage.ts';
import { RefusingProxy } from './refusingProxy.ts';
import { warmUpHtml } from './warmUpDocuments.ts';

/** What may be said of the browser. */
export interface ChromiumOptions {
  /** A browser of the operator's; by default the one from npm, unpacked into `cache`. */
  executable?: string | undefined;
  cache?: string | undefined;
  log: Log;
}

/** Chromium, a process each, headless, without a network. Its operation: `pdf` of one page. */
export function chromiumEngine(options: ChromiumOptions): Engine {
  return new ChromiumEngine(options);
}

class ChromiumEngine implements Engine {
  readonly kind = 'chromium';
  readonly warmUp: EngineTask = { operation: 'pdf', files: [{ name: 'warm.html', bytes: warmUpHtml }] };
  readonly startMilliseconds = 30_000;
  sandbox: boolean | undefined;
  readonly #options: ChromiumOptions;
  #files: Promise<ChromiumFiles> | undefined;
  #proxy: Promise<RefusingProxy> | undefined;

  constructor(options: ChromiumOptions) {
    this.#options = options;
  }

  async start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
    const { port, files } = await this.#shared();
    // Chromium refuses its sandbox to root.
    this.sandbox ??= process.getuid?.() === 0 ? this.#withoutSandbox('the process runs as root') : true;
    try {
      return await launch(files, folder, port, this.sandbox, stop);
    } catch (error) {
      if (!this.sandbox || !/sandbox/i.test(String(error))) throw error;
      this.sandbox = this.#withoutSandbox('the system offers none');
      return await launch(files, folder, port, false, stop);
    }
  }

  async close(): Promise<void> {
    // One that could not be had was told to whoever asked for it, and needs no closing.
    const proxy = await this.#proxy?.catch(() => undefined);
    this.#proxy = undefined;
    await proxy?.close();
  }

  /** What all browsers share; what couldn't be had is tried again at the next start. */
  async #shared(): Promise<{ port: number; files: ChromiumFiles }> {
    this.#proxy ??= RefusingProxy.listen();
    this.#files ??= this.#findFiles();
    try {
      return { port: (await this.#proxy).port, files: await this.#files };
    } catch (error) {
      this.#files = undefined;
      // What failed is thrown below; here it only matters which of the two is to be had again.
      if (!(await this.#proxy.catch(() => undefined))) this.#proxy = undefined;
      throw error;
    }
  }

  async #findFiles(): Promise<ChromiumFiles> {
    const { executable, cache } = this.#options;
    return executable
      ? { executable, libraries: undefined, fontsConfiguration: undefined }
      : unpackChromium(cache);
  }

  #withoutSandbox(reason: string): false {
    this.#options.log('warn', 'The browser runs without its sandbox.', { reason });
    return false;
  }
}

async function launch(
  files: ChromiumFiles,
  folder: string,
  proxyPort: number,
  sandbox: boolean,
  stop: AbortSignal,
): Promise<EngineProcess> {
  const { launch } = await import('puppeteer-core');
  stop.throwIfAborted();
  const browser = await launch({
    executablePath: files.executable,
    ignoreDefaultArgs: true,
    args: chromiumArguments({ proxyPort, profile: folder, sandbox }),
    env: {
      HOME: folder,
      TMPDIR: folder,
      ...(files.libraries ? { LD_LIBRARY_PATH: files.libraries } : {}),
      ...(files.fontsConfiguration ? { FONTCONFIG_FILE: files.fontsConfiguration } : {}),
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
  return new ChromiumProcess(browser);
}

class ChromiumProcess implements EngineProcess {
  readonly gone: Promise<void>;
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
    this.gone = new Promise((gone) => {
      browser.once('disconnected', () => gone());
      browser.process()?.once('exit', () => gone());
    });
  }

  get pid(): number | undefined {
    return this.#browser.process()?.pid;
  }

  async run({ files, options = {} }: EngineTask): Promise<EngineResult> {
    const { name = '', bytes = new Uint8Array() } = files[0] ?? {};
    const html = name.endsWith('.md') ? await markdownPage(bytes) : bytes;
    const { nativePageRanges } = options as { nativePageRanges?: string };
    return { files: [{ name: 'page.pdf', bytes: await printPage(this.#browser, html, nativePageRanges) }] };
  }

  async kill(): Promise<void> {
    const child = this.#browser.process();
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = new Promise((gone) => child.once('exit', gone));
    child.kill('SIGKILL');
    await exit;
  }
}
