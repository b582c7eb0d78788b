/** A measured value. */
export interface Row {
  what: string;
  /** With its unit. */
  value: string;
  /** The value relative to the baseline of the same run. */
  comparison?: string;
}

/** A benchmark: measured values with their baseline from the same run. */
export interface Benchmark {
  title: string;
  /** The operation, its input and the number of runs. */
  about: string;
  rows: Row[];
}

export const perSecond = (rate: number): string => `${rate < 100 ? rate.toFixed(1) : Math.round(rate)}/s`;
export const milliseconds = (time: number): string => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
export const seconds = (time: number): string => `${(time / 1000).toFixed(2)} s`;
export const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`;
export const times = (one: number, other: number): string => `${(one / other).toFixed(1)} ×`;

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}
