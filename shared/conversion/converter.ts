import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { ConveyorError } from '../errors.ts';
import { chromiumEngine } from './chromiumEngine.ts';
import type { Engine } from './engine.ts';
import { makeEngineFolder } from './engineFolders.ts';
import { EnginePool } from './enginePool.ts';
import type { EngineView, Log } from './engineView.ts';
import { conversions, type FormatName, formatOfName, formats } from './formats.ts';
import { libreofficeEngine } from './libreofficeEngine.ts';
import { countPages } from './pageCount.ts';
import type { Step } from './steps.ts';

/** A document that comes in. Its name's extension says what it is; the input checks have seen that it is true. */
export interface InputFile {
  name: string;
  bytes: Uint8Array;
}

/** A document that goes out. */
export interface OutputFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** What a conversion used. */
export interface ConversionUsage {
  documents: number;
  pages: number;
  bytesIn: number;
  bytesOut: number;
  engineMilliseconds: number;
}

/** Documents and steps in, documents out. */
export interface Converter {
  /**
   * Runs the steps in order.
   * @param input.signal stops the engine that holds the job, and rejects with the signal's reason
   * @throws ConveyorError
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
  /** Ends all engines; whatever still runs is told `unavailable`. */
  close(): Promise<void>;
}

/** How engines are kept. Only the log has no default. */
export interface ConverterOptions {
  /** LibreOffice processes; by default two, or as many as there are processors. */
  engines?: number;
  /** Browsers; by default one. */
  browsers?: number;
  /** Longest time in s for one document in one step; by default 60. */
  secondsPerStep?: number;
  /** Bytes that one engine may hold in memory, with its children; by default 2 GiB. */
  maximumResidentBytes?: number;
  /** Longest time in ms for the warm-up document; by default 5 s. */
  warmUpMilliseconds?: number;
  /** The folder for the engines' own folders; by default the system's temporary one. */
  workDirectory?: string;
  /** The folder to unpack the browser in; by default in the user's cache. */
  cacheDirectory?: string;
  log: Log;
  /** An operator's own browser. */
  chromium?: string;
  /** Further engines, which go before the built-in ones, and how many of each run. */
  more?: { engine: Engine; count: number }[];
}

/** Makes a converter. Nothing is started before the first job or `warm()`. */
export function createConverter(options: ConverterOptions): Converter {
  const { log, secondsPerStep = 60 } = options;
  const kinds = [
    ...(options.more ?? []),
    { engine: libreofficeEngine(), count: options.engines ?? Math.min(2, availableParallelism()) },
    {
      engine: chromiumEngine({ executable: options.chromium, cache: options.cacheDirectory, log }),
      count: options.browsers ?? 1,
    },
  ].filter(({ count }) => count > 0);
  let pools: Promise<{ engine: Engine; pool: EnginePool }[]> | undefined;
  let made: { engine: Engine; pool: EnginePool }[] = [];
  let workDirectory: string | undefined;

  function allPools() {
    pools ??= makePools().catch((error) => {
      // The next job tries again.
      pools = undefined;
      throw error;
    });
    return pools;
  }

  async function makePools() {
    const folder = await makeEngineFolder(options.workDirectory ?? tmpdir());
    workDirectory = folder;
    made = kinds.map(({ engine, count }) => ({
      engine,
      pool: new EnginePool(engine, {
        count,
        secondsPerStep,
        maximumResidentBytes: options.maximumResidentBytes ?? 2 * 1024 ** 3,
        warmUpMilliseconds: options.warmUpMilliseconds ?? 5000,
        workDirectory: folder,
        log,
      }),
    }));
    return made;
  }

  async function poolFor(from: FormatName, to: FormatName): Promise<EnginePool> {
    const found = (await allPools()).find(
      ({ engine: { conversions: pairs } }) => pairs.from.includes(from) && pairs.to.includes(to),
    );
    if (!found)
      throw new ConveyorError('unsupported_conversion', { members: { conversions: conversions() } });
    return found.pool;
  }

  return {
    async convert({ files, steps, signal }) {
      const usage: ConversionUsage = {
        documents: 0,
        pages: 0,
        bytesIn: 0,
        bytesOut: 0,
        engineMilliseconds: 0,
      };
      usage.bytesIn = total(files);
      let current: InputFile[] = files;
      for (const step of steps) {
        const next: InputFile[] = [];
        for (const file of current) {
          signal.throwIfAborted();
          const from = formatOf(file);
          const pool = await poolFor(from, step.to);
          const { nativePageRanges: pageRanges } = step;
          const { bytes, milliseconds } = await pool.convert(
            { bytes: file.bytes, from, to: step.to, ...(pageRanges ? { pageRanges } : {}) },
            signal,
          );
          usage.engineMilliseconds += Math.round(milliseconds);
          next.push({ name: withExtension(file.name, step.to), bytes });
        }
        current = next;
      }
      usage.documents = files.length;
      usage.bytesOut = total(current);
      for (const { name, bytes } of current)
        if (name.endsWith('.pdf')) usage.pages += await countPages(bytes);
      return {
        files: current.map((file) => ({ ...file, contentType: formats[formatOf(file)].contentType })),
        usage,
      };
    },
    async warm() {
      await Promise.all((await allPools()).map(({ pool }) => pool.warm()));
    },
    engines: () => made.flatMap(({ pool }) => pool.views()),
    async close() {
      // Pools that could not be made were told to the jobs that wanted them.
      await pools?.catch(() => undefined);
      await Promise.all(made.map(({ pool }) => pool.close()));
      if (workDirectory) await rm(workDirectory, { recursive: true, force: true });
    },
  };
}

function formatOf({ name }: InputFile): FormatName {
  const format = formatOfName(name);
  if (!format) throw new ConveyorError('unsupported_conversion', { members: { conversions: conversions() } });
  return format.name;
}

function total(files: InputFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
}

function withExtension(name: string, extension: string): string {
  return `${name.replace(/\.[^.]*$/, '')}.${extension}`;
}
