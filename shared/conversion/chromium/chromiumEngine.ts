import { readFileSync } from 'node:fs';
import { lazy } from '../../async/lazy.ts';
import { cacheFolder } from '../engines/cacheFolder.ts';
import { childEntry } from '../engines/childEntry.ts';
import { EngineChildProcess } from '../engines/childProcess.ts';
import { confinement } from '../engines/confinement.ts';
import {
  type Engine,
  type EngineProcess,
  type EngineResult,
  type EngineTask,
  TaskFailed,
} from '../engines/engine.ts';
import type { Log } from '../engines/engineView.ts';
import { processMemory } from '../engines/residentBytes.ts';
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
  /** Pages that one browser loads at once. */
  pages: number;
  /** The time limit of a conversion in s. */
  secondsPerConversion: number;
  limits: ConversionLimits;
  log: Log;
}

/**
 * Headless Chromium, driven by a child process. Its operations are `pdf` and `screenshot` of one page, of which it runs several
 * at once. The egress proxies run in this process, so that a compromised child cannot change their policy.
 */
export function chromiumEngine(options: ChromiumOptions): Engine {
  return new ChromiumEngine(options);
}

/** Share of a conversion's time limit that the wait options of a job may use. */
const waitShare = 0.8;

/** Heap limit of the child in MB: twice the longest message, as text and parsed, and space for the rest and for further pages. */
const heapMegabytes = { base: 704, page: 64 };

/** Pages after which a browser is replaced, because it grows slowly. */
const maximumPages = 2000;

class ChromiumEngine implements Engine {
  readonly kind = 'chromium';
  readonly warmUp: EngineTask = { operation: 'pdf', files: [{ name: 'warm.html', bytes: warmUpHtml }] };
  readonly startMilliseconds = 60_000;
  readonly maximumTasks = maximumPages;
  readonly capacity: number;
  sandbox: boolean | undefined;
  readonly #options: ChromiumOptions;
  readonly #files: () => Promise<ChromiumFiles>;
  readonly #documents: () => Promise<BrowserEgress>;
  /** The proxy that `#documents` has opened. */
  #opened: BrowserEgress | undefined;

  constructor(options: ChromiumOptions) {
    this.#options = options;
    this.capacity = options.pages;
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
    const { proxy, javascript, pages, secondsPerConversion, limits } = this.#options;
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
      return new ChromiumProcess(proxy, folder, settings, pages).started(stop);
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
    const { configuration } = await nativeFonts(await cacheFolder(cache), [], fonts);
    return { executable, libraries: undefined, fontsConfiguration: configuration };
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
  /** Renderers that it killed, because they used most memory, and whose pages have not ended yet. */
  #killed = 0;

  constructor(proxy: BrowserProxy, folder: string, settings: BrowserSettings, pages: number) {
    const entry = childEntry(import.meta.url, 'chromiumChild');
    // Only the browser writes to the folder; the child reads its code and writes nothing. This limits a library that a page
    // misuses. It does not stop code that controls the child, which can read and write files through the browser.
    const flags = [
      `--max-old-space-size=${heapMegabytes.base + heapMegabytes.page * pages}`,
      // The child has little to do; by default, a tenth of its memory would hold garbage.
      '--max-semi-space-size=1',
      ...confinement(entry, undefined, ['--allow-child-process']),
    ];
    super(entry, folder, flags, settings, { leadsGroup: true });
    this.#proxy = proxy;
  }

  override async run(task: EngineTask, stop: AbortSignal): Promise<EngineResult> {
    try {
      return await withOwnProxy(this.#proxy, task, (each) => super.run(each, stop));
    } catch (error) {
      if (!(error instanceof TaskFailed) || error.reason !== 'crashed' || this.#killed === 0) throw error;
      this.#killed--;
      throw new TaskFailed('outgrown', 'The page used most memory of a browser that exceeded its limit.');
    }
  }

  /** Kills the renderer that uses most memory. Which page it belongs to shows when that page ends. */
  endLargest(): boolean {
    const [largest] = processMemory(this.pid).toSorted((one, other) => other.own - one.own);
    try {
      if (!largest || !isRenderer(largest.pid)) return false;
      process.kill(largest.pid, 'SIGKILL');
    } catch {
      // It has just ended by itself, which frees its memory.
      return true;
    }
    this.#killed++;
    return true;
  }
}

/** Linux only, as is the memory of processes. */
function isRenderer(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
}
