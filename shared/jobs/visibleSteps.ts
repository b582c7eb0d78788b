import { kindOf } from '../conversion/steps/plan.ts';
import type { Step } from '../conversion/steps/steps.ts';
import { visibleUrl } from './visibleUrl.ts';

/** Replaces a secret. */
const hidden = '********';
/** Maximum JSON length of one option (such as template data) and of all steps; longer ones are omitted. */
const longest = { option: 2_048, steps: 16_384 };

/**
 * The steps as stored in a record and shown to the caller: without secrets, the queries of URLs and long values. Cosmos DB
 * bills writes by size, and a list of jobs would transfer them all.
 */
export function visibleSteps(steps: readonly Step[]): Step[] {
  const shown = steps.map((step) => {
    const secrets: readonly string[] = kindOf(step).secrets ?? [];
    const options = Object.entries(step)
      .filter(([, value]) => JSON.stringify(value).length <= longest.option)
      .map(([name, value]) => [name, secrets.includes(name) ? hidden : visible(name, value)]);
    // With options omitted this is no complete step; it is only displayed.
    return Object.fromEntries(options) as Step;
  });
  if (JSON.stringify(shown).length <= longest.steps) return shown;
  return steps.map(({ type }) => ({ type }) as Step);
}

const visible = (name: string, value: unknown) =>
  name === 'url' && typeof value === 'string' ? visibleUrl(value) : value;

/** Whether nothing was masked or omitted. */
export function areComplete(visible: readonly Step[], steps: readonly Step[]): boolean {
  return JSON.stringify(visible) === JSON.stringify(steps);
}
