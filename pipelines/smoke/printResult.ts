import type { SmokeResult } from './check.ts';

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const;

/** Prints a result: one line, and its detail below. */
export function printResult({ name, outcome, detail, seconds }: SmokeResult): void {
  console.log(`${marks[outcome]} ${name}${outcome === 'skipped' ? '' : ` (${seconds.toFixed(1)} s)`}`);
  if (detail) console.log(`  ${detail}`);
}
