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
  /** The time limit of a conversion in s. */
  secondsPerConversion: number;
  limits: ConversionLimits;
  log: Log;
}

/**
 * Chromium, headless, each below a child process that drives it. Its operations: `pdf` and `screenshot` of one page. The
 * ways out stay here, with what they know.
 */
export function chromiumEngine(options: ChromiumOptions): Engine {
  return new ChromiumEngine(options);
}

/** The share of a conversion's time that may be spent on waiting for what a job's options name. */
const patience = 0.8;

/** The heap in MB of the child that drives a browser: the longest message twice, as text and read, and room for the rest. */
const heapMegabytes = 768;

class ChromiumEngine implements Engine {
  readonly kind = 'chromium';
  readonly warmUp: EngineTask = { operation: 'pdf', files: [{ name: 'warm.html', bytes: warmUpHtml }] };
  readonly startMilliseconds = 30_000;
  sandbox: boolean | undefined;
  readonly #options: ChromiumOptions;
  readonly #files: () => Promise<ChromiumFiles>;
  readonly #documents: () => Promise<BrowserEgress>;
  /** Set once `#documents` has opened it. */
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
    // Chromium refuses its sandbox to root.
    this.sandbox ??= process.getuid?.() === 0 ? this.#withoutSandbox('the process runs as root') : true;
    const { proxy, javascript, secondsPerConversion, limits } = this.#options;
    const started = (sandbox: boolean) => {
      const settings: BrowserSettings = {
        executable: files.executable,
        arguments: chromiumArguments({ proxyServer: documents.server, profile: folder, sandbox }),
        environment: environment(files, folder),
        closed: documents.closed,
        javascript,
        waitMilliseconds: secondsPerConversion * 1000 * patience,
        limits,
      };
      return new ChromiumProcess(proxy, folder, settings).started(stop);
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

/** All that is in a browser's environment. */
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
    // The browser writes to the folder; the child itself reads its code and writes nothing. That holds what a library may be
    // tricked into, not who takes the child over: who commands the browser reads and writes files by it.
    const flags = [
      `--max-old-space-size=${heapMegabytes}`,
      // A page is little work for it, and a tenth of its memory would be room for garbage.
      '--max-semi-space-size=1',
      ...confinement(entry, undefined, ['--allow-child-process']),
    ];
    super(entry, folder, flags, settings, { leads: true });
    this.#proxy = proxy;
  }

  override run(task: EngineTask): Promise<EngineResult> {
    return withOwnProxy(this.#proxy, task, (each) => super.run(each));
  }
}
