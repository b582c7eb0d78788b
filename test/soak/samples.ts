import { expect } from 'vitest';
import { openFiles, ownBytes } from '../harness/processes.ts';

const megabyte = 1024 ** 2;

/** Memory of a process in bytes, without its descendants, and its open files at one moment. */
interface Sample {
  pid: number;
  bytes: number;
  files: number;
}

/** Samples processes repeatedly to detect growth. */
export class Samples {
  readonly #of = new Map<string, Sample[]>();

  /** Samples a named process. A new process under the same name discards earlier samples. */
  take(name: string, pid: number): void {
    const sample = { pid, bytes: ownBytes(pid), files: openFiles(pid) };
    // The process was killed and its successor has not started yet.
    if (sample.bytes === 0) return;
    const before = this.#of.get(name) ?? [];
    this.#of.set(name, [...(before[0]?.pid === pid ? before : []), sample]);
  }

  /** The latest sample as text. */
  latest(name: string): string {
    const { bytes = 0, files = 0 } = this.#of.get(name)?.at(-1) ?? {};
    return `${name} ${Math.round(bytes / megabyte)} MB, ${files} files`;
  }

  /**
   * The means of the second and the last quarter of the samples, in whole MB and open files: a process grows at first, and
   * garbage collection causes fluctuation.
   */
  means(name: string): { samples: number; megabytes: [number, number]; files: [number, number] } {
    const all = this.#of.get(name) ?? [];
    const quarter = Math.ceil(all.length / 4);
    const mean = (of: (sample: Sample) => number): [number, number] =>
      [all.slice(quarter, 2 * quarter), all.slice(-quarter)].map((some) =>
        Math.round(some.reduce((sum, sample) => sum + of(sample), 0) / Math.max(1, some.length)),
      ) as [number, number];
    return {
      samples: all.length,
      megabytes: mean(({ bytes }) => bytes / megabyte),
      files: mean(({ files }) => files),
    };
  }

  /** Allows 20 % and some MB of fluctuation. */
  expectNoGrowth(name: string): void {
    const { megabytes, files } = this.means(name);
    expect(megabytes[1], `memory of the ${name}`).toBeLessThan(megabytes[0] * 1.2 + 40);
    expect(files[1], `open files of the ${name}`).toBeLessThan(files[0] + 30);
  }
}
