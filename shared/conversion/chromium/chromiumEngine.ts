import { lazy } from '../../async/lazy.ts';
import { cacheFolder } from '../engines/cacheFolder.ts';
import { childEntry } from '../engines/childEntry.ts';
import { EngineChildProcess } from '../engines/childProcess.ts';
import { confinement } from '../engines/confinement.ts';
import type { Engine, EngineProcess, EngineResult, EngineTask } from '../engines/engine.ts';
import type { Log } from '../engines/engineView.ts';
import { warmUpHtml } from '../engines/warmUpDocuments.ts';
import { nativeFonts } from '../fonts/nativeFonts.ts';
import type { ConversionLimits } from '../limits.ts';
import type { BrowserEgress, BrowserProxy } from './browserProxy.ts';
import type { BrowserSettings } from './browserSettings.ts';
import { chromiumArguments } from './chromiumArguments.ts';
import { type ChromiumFiles, unpackChromium } from './chromiumFiles.ts';
import { withOwnProxy } from './withOwnProxy.ts';

export interface ChromiumOptions {
  /** Path of a Chromium; by default the one from npm, unpacked into `cache`. */
  executable?: string | undefined;
  cache?: string | undefined;
  /** A folder of additional fonts. */
  fonts?: string | undefined;
  /** Opens the browser's egress proxies. */
  proxy: BrowserProxy;
  /** Whether pages may run scripts. */
  javascript: boolean;
  /** The time limit of a conversion in s. */
  secondsPerConversion: number;
  limits: ConversionLimits;
  log: Log;
}

/**
 * Headless Chromium, driven by a child process. Its operations are `pdf` and `screenshot` of one page. The egress proxies
 * run in this process, so that a compromised child cannot change their policy.
 */
export function chromiumEngine(options: ChromiumOptions): Engine {
  return new ChromiumEngine(options);
}

/** Share of a conversion's time limit that the wait options of a job may use. */
const waitShare = 0.8;

/** Heap limit of the child in MB: twice the longest message, as text and parsed, and space for the rest. */
const heapMegabytes = 768;

class ChromiumEngine implements Engine {
  readonly kind = 'chromium';
  readonly warmUp: EngineTask = { operation: 'pdf', files: [{ name: 'warm.html', bytes: warmUpHtml }] };
  readonly startMilliseconds = 30_000;
  sandbox: boolean | undefined;
  readonly #options: ChromiumOptions;
  readonly #files: () => Promise<ChromiumFiles>;
  readonly #documents: () => Promise<BrowserEgress>;
  /** The proxy that `#documents` has opened. */
  #opened: BrowserEgress | undefined;

  constructor(options: ChromiumOptions) {
    this.#options = options;
    this.#files = lazy(() => this.#findFiles());
    this.#documents = lazy(async () => {
      this.#opened = await options.proxy.open('documents');
      return this.#opened;
    });
  }

  async start(folder: string, stop: AbortSignal): Promise<EngineProcess> {
    const [documents, files] = await Promise.all([this.#documents(), this.#files()]);
    // Chromium does not start its sandbox as root.
    this.sandbox ??= process.getuid?.() === 0 ? this.#withoutSandbox('the process runs as root') : true;
    const { proxy, javascript, secondsPerConversion, limits } = this.#options;
    const started = (sandbox: boolean) => {
      const settings: BrowserSettings = {
        executable: files.executable,
        arguments: chromiumArguments({ proxyServer: documents.server, profile: folder, sandbox }),
        environment: environment(files, folder),
        closed: documents.closed,
        javascript,
        waitMilliseconds: secondsPerConversion * 1000 * waitShare,
        limits,
      };
      return new ChromiumProcess(proxy, folder, settings).started(stop);
    };
    try {
      return await started(this.sandbox);
    } catch (error) {
      if (!this.sandbox || !/sandbox/i.test(String(error))) throw error;
      this.sandbox = this.#withoutSandbox('the system does not support it');
      return await started(false);
    }
  }

  async close(): Promise<void> {
    await this.#opened?.close();
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

/** The complete environment of a browser. */
function environment(files: ChromiumFiles, folder: string): Record<string, string> {
  return {
    HOME: folder,
    TMPDIR: folder,
    ...(files.libraries ? { LD_LIBRARY_PATH: files.libraries } : {}),
    FONTCONFIG_FILE: files.fontsConfiguration,
  };
}

class ChromiumProcess extends EngineChildProcess {
  readonly #proxy: BrowserProxy;

  constructor(proxy: BrowserProxy, folder: string, settings: BrowserSettings) {
    const entry = childEntry(import.meta.url, 'chromiumChild');
    // Only the browser writes to the folder; the child reads its code and writes nothing. This limits a library that a page
    // misuses. It does not stop code that controls the child, which can read and write files through the browser.
    const flags = [
      `--max-old-space-size=${heapMegabytes}`,
      // The child has little to do; by default, a tenth of its memory would hold garbage.
      '--max-semi-space-size=1',
      ...confinement(entry, undefined, ['--allow-child-process']),
    ];
    super(entry, folder, flags, settings, { leadsGroup: true });
    this.#proxy = proxy;
  }

  override run(task: EngineTask): Promise<EngineResult> {
    return withOwnProxy(this.#proxy, task, (each) => super.run(each));
  }
}
