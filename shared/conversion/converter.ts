import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { lazy } from '../async/lazy.ts';
import { ConveyorError } from '../errors.ts';
import type { BrowserProxy } from './chromium/browserProxy.ts';
import { chromiumEngine } from './chromium/chromiumEngine.ts';
import { refusingProxy } from './chromium/refusingProxy.ts';
import type { Engine, EngineFile, EngineKind, EngineTask } from './engines/engine.ts';
import { makeEngineFolder } from './engines/engineFolders.ts';
import { EnginePool } from './engines/enginePool.ts';
import { EngineTime } from './engines/engineTime.ts';
import type { EngineView, Log } from './engines/engineView.ts';
import type { ConversionUsage, InputFile, OutputFile } from './files.ts';
import { formatOfName } from './formats/formats.ts';
import { libreofficeEngine } from './libreoffice/libreofficeEngine.ts';
import { type ConversionLimits, defaultConversionLimits } from './limits.ts';
import { sofficeEngine } from './soffice/sofficeEngine.ts';
import { withSoffice } from './soffice/withSoffice.ts';
import { PageCounts } from './steps/pageCounts.ts';
import { kindOf, optionsOf, planSteps } from './steps/plan.ts';
import type { StepContext } from './steps/step.ts';
import type { Step } from './steps/steps.ts';
import { toolboxEngine } from './toolbox/toolboxEngine.ts';

/** Documents and steps in, documents out. */
export interface Converter {
  /**
   * Runs the steps in order.
   * @param input.signal stops the engine that holds the job, and rejects with the signal's reason
   * @throws ConveyorError; `timed_out` once engines have taken all the time that there is
   */
  convert(input: {
    files: InputFile[];
    steps: Step[];
    signal: AbortSignal;
  }): Promise<{ files: OutputFile[]; usage: ConversionUsage }>;
  /** Starts engines ahead of the first job. Resolves when at least one of each kind that is kept warm is warm. */
  warm(): Promise<void>;
  /** Each engine as it is now. */
  engines(): EngineView[];
  /** The kinds of engine that jobs cannot count on: none was warm yet, or none can be started any more. */
  unready(): EngineKind[];
  /** Ends all engines; whatever still runs is told `unavailable`. */
  close(): Promise<void>;
}

/** How engines are kept. Only the log has no default. */
export interface ConverterOptions {
  /** LibreOffice processes; by default two, or as many as there are processors. */
  engines?: number;
  /** Browsers; by default one. */
  browsers?: number;
  /** Toolboxes; by default as many as LibreOffice processes. */
  toolboxes?: number;
  /** Longest time in s of a conversion in engines, all its documents and steps together; by default 60. */
  secondsPerConversion?: number;
  /** Bytes that one engine may hold in memory, with its children; by default 2 GiB. */
  maximumResidentBytes?: number;
  /** The folder for the engines' own folders; by default the system's temporary one. */
  workDirectory?: string;
  /** The folder to unpack the browser and fonts in; by default in the user's cache. */
  cacheDirectory?: string;
  /** An operator's folder of fonts, for documents and pages, beside those that come with the app. */
  fonts?: string | undefined;
  log: Log;
  /** An operator's own LibreOffice, for documents that name nothing outside themselves: the path of `soffice`. */
  soffice?: string | undefined;
  /** An operator's own browser. */
  chromium?: string;
  /** The browser's way out; without one nothing can be reached, and no URL be printed. */
  browserProxy?: BrowserProxy;
  /** Whether pages may run scripts; they may, unless this says no. */
  javascript?: boolean;
  /** Engines in place of the built-in ones. */
  kinds?: Partial<Record<EngineKind, Engine>>;
  /** What a conversion may take at most. */
  limits?: ConversionLimits;
}

/** Makes a converter. Nothing is started before the first job or `warm()`. */
export function createConverter(options: ConverterOptions): Converter {
  const { log, secondsPerConversion = 60, limits = defaultConversionLimits } = options;
  const engines = options.engines ?? Math.min(2, availableParallelism());
  const kinds: { kind: EngineKind; engine: Engine; count: number }[] = [
    {
      kind: 'libreoffice' as const,
      engine: libreofficeEngine({ fonts: options.fonts }),
      // Beside a LibreOffice of the machine one is enough, and there only once something needs it.
      count: options.soffice ? Math.min(1, engines) : engines,
    },
    ...sofficeRow(options, engines),
    {
      kind: 'chromium' as const,
      engine: chromiumEngine({
        executable: options.chromium,
        cache: options.cacheDirectory,
        fonts: options.fonts,
        proxy: options.browserProxy ?? refusingProxy,
        javascript: options.javascript ?? true,
        secondsPerConversion,
        limits,
        log,
      }),
      count: options.browsers ?? 1,
    },
    { kind: 'toolbox' as const, engine: toolboxEngine(), count: options.toolboxes ?? Math.max(1, engines) },
  ]
    .map((each) => ({ ...each, engine: options.kinds?.[each.kind] ?? each.engine }))
    .filter(({ count }) => count > 0);
  let made: string | undefined;
  const workDirectory = lazy(async () => {
    made = await makeEngineFolder(options.workDirectory ?? tmpdir());
    return made;
  });
  const maximumResidentBytes = options.maximumResidentBytes ?? 2 * 1024 ** 3;
  const how = { secondsPerConversion, maximumResidentBytes, workDirectory, log };
  const pools = new Map(
    kinds.map(({ kind, engine, count }) => [kind, new EnginePool(engine, { count, ...how })]),
  );
  /** Those that are started before a job needs them. */
  const keptWarm: EngineKind[] = [options.soffice ? 'soffice' : 'libreoffice', 'toolbox', 'chromium'];

  function poolOf(kind: EngineKind): EnginePool {
    const pool = pools.get(kind);
    if (!pool) throw new ConveyorError('unavailable', { detail: 'This worker has no such engine.' });
    return pool;
  }

  return {
    async convert({ files, steps, signal }) {
      const plan = planSteps(
        files.map(({ name }) => name),
        steps,
      );
      const time = new EngineTime(secondsPerConversion * 1000);
      let engineMilliseconds = 0;
      const run = async (kind: EngineKind, task: EngineTask) => {
        signal.throwIfAborted();
        const { milliseconds, ...result } = await poolOf(kind).run(task, signal, time);
        engineMilliseconds += milliseconds;
        return result;
      };
      const engine = options.soffice ? withSoffice(run, limits) : run;
      const resources = files.filter(({ name }) => plan.resources.includes(name));
      const counts = new PageCounts({ engine, limits });
      const countIntermediate = (made: readonly EngineFile[]) => counts.countIntermediate(made);
      const context: StepContext = { signal, limits, resources, engine, countIntermediate };
      let current: EngineFile[] = files.filter(({ name }) => plan.documents.includes(name));
      const [first] = steps;
      if (!first || !kindOf(first).takesEncrypted) await counts.count(current);
      for (const [index, each] of steps.entries()) {
        current = await kindOf(each).run(current, optionsOf(each), context);
        if (current.length > limits.files) throw new ConveyorError('too_many_files');
        // Encrypted files cannot be counted; their number of pages is unchanged.
        if (!plan.after[index]?.some(({ encrypted }) => encrypted)) await counts.count(current);
      }
      return {
        files: current.map((file) => ({ ...file, contentType: contentTypeOf(file) })),
        usage: {
          // A URL is a document that no input holds.
          documents: plan.documents.length || 1,
          pages: counts.last,
          bytesIn: total(files),
          bytesOut: total(current),
          engineMilliseconds: Math.round(engineMilliseconds),
        },
      };
    },
    async warm() {
      const warm = (...some: EngineKind[]) => Promise.all(some.map((kind) => pools.get(kind)?.warm()));
      // An office document needs these two, and LibreOffice takes longest: the browser would take its processors from it.
      try {
        await warm(options.soffice ? 'soffice' : 'libreoffice', 'toolbox');
      } finally {
        await warm('chromium');
      }
    },
    engines: () => [...pools.values()].flatMap((pool) => pool.views()),
    unready: () =>
      [...pools].flatMap(([kind, pool]) =>
        (keptWarm.includes(kind) ? !pool.isReady() : pool.isFailing()) ? [kind] : [],
      ),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      if (made) await rm(made, { recursive: true, force: true });
    },
  };
}

function sofficeRow({ soffice, cacheDirectory: cache, fonts }: ConverterOptions, count: number) {
  if (!soffice) return [];
  return [{ kind: 'soffice' as const, engine: sofficeEngine({ executable: soffice, cache, fonts }), count }];
}

function contentTypeOf({ name }: EngineFile): string {
  return formatOfName(name)?.contentType ?? 'application/octet-stream';
}

function total(files: EngineFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
}
