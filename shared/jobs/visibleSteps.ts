import { kindOf } from '../conversion/steps/plan.ts';
import type { Step } from '../conversion/steps/steps.ts';
import { visibleUrl } from './visibleUrl.ts';

/** Stands where a secret was. */
const hidden = '********';
/** Characters of JSON after which an option is left out (the data of a template), and after which all options are. */
const longest = { option: 2_048, steps: 16_384 };

/**
 * Steps as a record keeps them and a caller sees them again: without secrets and the queries of addresses, and without what
 * is long. Cosmos DB bills every write by its length, and a list of jobs would carry it all.
 */
export function visibleSteps(steps: readonly Step[]): Step[] {
  const shown = steps.map((step) => {
    const secrets: readonly string[] = kindOf(step).secrets ?? [];
    const options = Object.entries(step)
      .filter(([, value]) => JSON.stringify(value).length <= longest.option)
      .map(([name, value]) => [name, secrets.includes(name) ? hidden : visible(name, value)]);
    // What is left out makes it less than a step; it is only ever shown.
    return Object.fromEntries(options) as Step;
  });
  if (JSON.stringify(shown).length <= longest.steps) return shown;
  return steps.map(({ type }) => ({ type }) as Step);
}

const visible = (name: string, value: unknown) =>
  name === 'url' && typeof value === 'string' ? visibleUrl(value) : value;

/** Whether nothing was left out. */
export function areWhole(visible: readonly Step[], steps: readonly Step[]): boolean {
  return JSON.stringify(visible) === JSON.stringify(steps);
}
