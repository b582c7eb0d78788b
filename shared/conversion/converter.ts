import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { lazy } from '../async/lazy.ts';
import { ConveyorError } from '../errors.ts';
import type { BrowserProxy } from './chromium/browserProxy.ts';
import { chromiumEngine } from './chromium/chromiumEngine.ts';
import { refusingProxy } from './chromium/refusingProxy.ts';
import type { Engine, EngineKind, EngineTask } from './engines/engine.ts';
import { makeEngineFolder } from './engines/engineFolders.ts';
import { EnginePool } from './engines/enginePool.ts';
import { EngineTime } from './engines/engineTime.ts';
import type { EngineView, Log } from './engines/engineView.ts';
import type { ConversionUsage, NamedFile, OutputFile } from './files.ts';
import { formatOfName } from './formats/formats.ts';
import { withoutLeadingBytes } from './inputs/leadingBytes.ts';
import { libreofficeEngine } from './libreoffice/libreofficeEngine.ts';
import { type ConversionLimits, defaultConversionLimits, defaultResources } from './limits.ts';
import { type PaperName, standardPaper } from './paper.ts';
import { sofficeEngine } from './soffice/sofficeEngine.ts';
import { withSoffice } from './soffice/withSoffice.ts';
import { PageCounts } from './steps/pageCounts.ts';
import { kindOf, optionsOf, planSteps } from './steps/plan.ts';
import type { StepContext } from './steps/step.ts';
import type { Step } from './steps/steps.ts';
import { toolboxEngine } from './toolbox/toolboxEngine.ts';
import { type ConversionWarning, WarningList } from './warnings.ts';

/** Runs jobs: documents and steps in, documents out. */
export interface Converter {
  /**
   * Runs the steps in order.
   * @param input.signal stops the engine that runs the job; the promise rejects with the signal's reason
   * @throws ConveyorError; `timed_out` when the job has used `secondsPerConversion` in engines
   */
  convert(input: {
    files: NamedFile[];
    steps: Step[];
    signal: AbortSignal;
  }): Promise<{ files: OutputFile[]; usage: ConversionUsage; warnings: ConversionWarning[] }>;
  /** Starts engines before the first job: those that stay warm, and at least one of each kind. Resolves when one of each is warm. */
  warm(): Promise<void>;
  /** The current state of each engine. */
  engines(): EngineView[];
  /** The kinds of engine that are not available: none was warm yet, or starts fail. */
  unready(): EngineKind[];
  /** Ends all engines. Jobs that still run fail with `unavailable`. */
  close(): Promise<void>;
}

export interface ConverterOptions {
  /** LibreOffice processes; by default one for each processor, at most two. */
  engines?: number;
  /** Browsers; by default one. */
  browsers?: number;
  /** Pages that one browser loads at once; by default four for each processor, at least 8 and at most 16. */
  pages?: number;
  /** Toolboxes; by default as many as LibreOffice processes. */
  toolboxes?: number;
  /** LibreOffice processes and toolboxes, of each, that stay warm without jobs; by default all. */
  warmEngines?: number;
  /** Browsers that stay warm without jobs; by default all. */
  warmBrowsers?: number;
  /** Time in s without a job after which an engine stops that does not stay warm. */
  idleSeconds?: number;
  /** Time limit in s of a conversion in engines, for all its documents and steps. */
  secondsPerConversion?: number;
  /** Limit of resident memory of one engine with its children, in bytes. */
  maximumResidentBytes?: number;
  /** Parent folder of the engines' folders; by default the system's temporary folder. */
  workDirectory?: string;
  /** Folder to unpack the browser and fonts in; by default in the user's cache. */
  cacheDirectory?: string;
  /** A folder of additional fonts, for documents and pages. */
  fonts?: string | undefined;
  log: Log;
  /** The paper of documents that name none; by default A4. */
  paper?: PaperName;
  /** Path of a native LibreOffice (`soffice`), for self-contained documents. */
  soffice?: string | undefined;
  /** Path of a Chromium; by default the one from npm. */
  chromium?: string;
  /** The browser's only egress; without it the browser has no network, and URLs cannot be printed. */
  browserProxy?: BrowserProxy;
  /** Whether pages may run scripts; by default they may. */
  javascript?: boolean;
  /** Replacements of the built-in engines. */
  kinds?: Partial<Record<EngineKind, Engine>>;
  limits?: ConversionLimits;
}

/** Creates a converter. It starts engines at the first job or at `warm()`. */
export function createConverter(options: ConverterOptions): Converter {
  const {
    log,
    secondsPerConversion = defaultResources.secondsPerConversion,
    maximumResidentBytes = defaultResources.engineMegabytes * 1024 ** 2,
    limits = defaultConversionLimits,
  } = options;
  const engines = options.engines ?? Math.min(2, availableParallelism());
  const kinds: { kind: EngineKind; engine: Engine; count: number; kept: number | undefined }[] = [
    {
      kind: 'libreoffice' as const,
      engine: libreofficeEngine({ fonts: options.fonts }),
      // With a native LibreOffice, one is enough. It starts with a document that needs it.
      count: options.soffice ? Math.min(1, engines) : engines,
      kept: options.soffice ? 0 : options.warmEngines,
    },
    ...sofficeKind(options, engines),
    {
      kind: 'chromium' as const,
      engine: chromiumEngine({
        executable: options.chromium,
        cache: options.cacheDirectory,
        fonts: options.fonts,
        proxy: options.browserProxy ?? refusingProxy,
        javascript: options.javascript ?? true,
        pages: options.pages ?? Math.min(16, Math.max(8, 4 * availableParallelism())),
        secondsPerConversion,
        limits,
        log,
      }),
      count: options.browsers ?? 1,
      kept: options.warmBrowsers,
    },
    {
      kind: 'toolbox' as const,
      engine: toolboxEngine(),
      count: options.toolboxes ?? Math.max(1, engines),
      kept: options.warmEngines,
    },
  ]
    .map((each) => ({ ...each, engine: options.kinds?.[each.kind] ?? each.engine }))
    .filter(({ count }) => count > 0);
  let engineFolder: string | undefined;
  const workDirectory = lazy(async () => {
    engineFolder = await makeEngineFolder(options.workDirectory ?? tmpdir());
    return engineFolder;
  });
  const idleMilliseconds = (options.idleSeconds ?? defaultResources.engineIdleSeconds) * 1000;
  const poolOptions = { secondsPerConversion, maximumResidentBytes, workDirectory, idleMilliseconds, log };
  const pools = new Map(
    kinds.map(({ kind, engine, ...counts }) => [kind, new EnginePool(engine, { ...counts, ...poolOptions })]),
  );
  const required: EngineKind[] = [options.soffice ? 'soffice' : 'libreoffice', 'toolbox', 'chromium'];

  function poolOf(kind: EngineKind): EnginePool {
    const pool = pools.get(kind);
    if (!pool)
      throw new ConveyorError('unavailable', { detail: `This worker has no engine of the kind ${kind}.` });
    return pool;
  }

  return {
    async convert({ files, steps, signal }) {
      const plan = planSteps(
        files.map(({ name }) => name),
        steps,
      );
      const time = new EngineTime(secondsPerConversion * 1000);
      const warnings = new WarningList();
      const warn = (warning: ConversionWarning) => warnings.add(warning);
      let engineMilliseconds = 0;
      const run = async (kind: EngineKind, task: EngineTask) => {
        signal.throwIfAborted();
        const { milliseconds, ...result } = await poolOf(kind).run(task, signal, time);
        engineMilliseconds += milliseconds;
        result.warnings?.forEach(warn);
        if (kind === 'toolbox') counts.remember(result);
        return result;
      };
      const engine = options.soffice ? withSoffice(run, limits) : run;
      const inputs = files.map(withoutLeadingBytes);
      const resources = inputs.filter(({ name }) => plan.resources.includes(name));
      const counts = new PageCounts({ engine, limits });
      const countIntermediate = (made: readonly NamedFile[]) => counts.countIntermediate(made);
      const paper = options.paper ?? standardPaper;
      const context: StepContext = { signal, limits, paper, resources, engine, warn, countIntermediate };
      let current: NamedFile[] = inputs.filter(({ name }) => plan.documents.includes(name));
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
          // The page of a URL counts as one document.
          documents: plan.documents.length || 1,
          pages: counts.last,
          bytesIn: total(files),
          bytesOut: total(current),
          engineMilliseconds: Math.round(engineMilliseconds),
        },
        warnings: warnings.all,
      };
    },
    async warm() {
      const warm = (...these: EngineKind[]) => Promise.all(these.map((kind) => pools.get(kind)?.warm()));
      // The browser starts last: LibreOffice takes longest, and would share its processors with the browser.
      try {
        await warm(options.soffice ? 'soffice' : 'libreoffice', 'toolbox');
      } finally {
        await warm('chromium');
      }
    },
    engines: () => [...pools.values()].flatMap((pool) => pool.views()),
    unready: () =>
      [...pools].flatMap(([kind, pool]) =>
        (required.includes(kind) ? !pool.isReady() : pool.isFailing()) ? [kind] : [],
      ),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      if (engineFolder) await rm(engineFolder, { recursive: true, force: true });
    },
  };
}

function sofficeKind(options: ConverterOptions, count: number) {
  const { soffice, cacheDirectory: cache, fonts, warmEngines: kept } = options;
  if (!soffice) return [];
  const engine = sofficeEngine({ executable: soffice, cache, fonts });
  return [{ kind: 'soffice' as const, engine, count, kept }];
}

function contentTypeOf({ name }: NamedFile): string {
  return formatOfName(name)?.contentType ?? 'application/octet-stream';
}

function total(files: NamedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
}
