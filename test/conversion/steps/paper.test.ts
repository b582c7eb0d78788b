import { expect, it } from 'vitest';
import { settings } from '../../../shared/configuration.ts';
import { defaultConversionLimits } from '../../../shared/conversion/limits.ts';
import { papers } from '../../../shared/conversion/paper.ts';
import { paperOf } from '../../../shared/conversion/steps/options/paper.ts';
import { kindOf, optionsOf, planSteps } from '../../../shared/conversion/steps/plan.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';

it('the configured paper reaches every engine that makes pages', async () => {
  for (const name of ['a.docx', 'a.csv', 'a.html', 'a.md', 'a.png']) {
    const given: unknown[] = [];
    const [step] = stepsSchema.parse([{ type: 'convert', to: 'pdf' }]);
    if (!step) throw new Error('There is no step.');
    await kindOf(step).run([{ name, bytes: Buffer.from('a') }], optionsOf(step), {
      signal: new AbortController().signal,
      limits: defaultConversionLimits,
      paper: 'Letter',
      resources: [],
      engine: async (_kind, { operation, options }) => {
        if (operation !== 'takeInventory') given.push(options?.defaultPaper);
        return { files: [{ name: 'a.html', bytes: new Uint8Array() }] };
      },
      countIntermediate: async () => undefined,
      warn: () => undefined,
    });
    expect(new Set(given), name).toEqual(new Set(['Letter']));
  }
});

it('options override the configured paper', () => {
  expect(paperOf({ defaultPaper: 'Letter' })).toMatchObject({
    width: expect.closeTo(8.5),
    height: expect.closeTo(11),
  });
  expect(paperOf({ defaultPaper: 'Letter', paperWidth: 5 })).toMatchObject({
    width: 5,
    height: expect.closeTo(11),
  });
  expect(paperOf({})).toMatchObject({ width: expect.closeTo(8.27), height: expect.closeTo(11.69) });
});

it('DEFAULT_PAPER names a known paper', () => {
  const { check } = settings.defaultPaper;
  expect(check.parse(undefined)).toBe('A4');
  for (const name of Object.keys(papers)) expect(check.parse(name)).toBe(name);
  expect(check.safeParse('a4 or so').success).toBe(false);
});

it('a presentation keeps its size', () => {
  const plan = (name: string) =>
    planSteps([name], stepsSchema.parse([{ type: 'convert', to: 'pdf', paperWidth: 5 }]));
  for (const name of ['a.pptx', 'a.odp', 'a.odg'])
    expect(() => plan(name)).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
  expect(plan('a.xlsx').after).toHaveLength(1);
});
