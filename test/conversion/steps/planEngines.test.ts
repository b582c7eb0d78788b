import { describe, expect, it } from 'vitest';
import { formatList } from '../../../shared/conversion/formats/formats.ts';
import { conversions } from '../../../shared/conversion/formats/routes.ts';
import { defaultConversionLimits } from '../../../shared/conversion/limits.ts';
import { kindOf, optionsOf, planSteps } from '../../../shared/conversion/steps/plan.ts';
import type { StepContext } from '../../../shared/conversion/steps/step.ts';
import { type Step, stepKinds, stepsSchema } from '../../../shared/conversion/steps/steps.ts';

/** Runs a step with engines that return an empty file. @returns the engines that it used */
async function enginesUsedBy(step: Step, names: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>();
  const context: StepContext = {
    signal: new AbortController().signal,
    limits: defaultConversionLimits,
    paper: 'A4',
    resources: [],
    engine: async (kind, task) => {
      used.add(kind);
      const { to = 'pdf' } = (task.options ?? {}) as { to?: string };
      return { files: [{ name: `result.${to}`, bytes: new Uint8Array() }], warnings: [] };
    },
    countIntermediate: async () => undefined,
    warn: () => undefined,
  };
  const files = names.map((name) => ({ name, bytes: new Uint8Array() }));
  await kindOf(step).run(files, optionsOf(step), context);
  return used;
}

const nameOf = (format: string) =>
  `file.${formatList.find(({ name }) => name === format)?.extensions[0] ?? format}`;

const planned = (names: readonly string[], step: Step) => planSteps(names, [step]).engines;
const parsed = (step: object) => stepsSchema.parse([step])[0] as Step;

describe('the engines of the plan are the engines that run', () => {
  it.each(conversions())('for a conversion of $from to $to', async ({ from, to, needs }) => {
    const needed = { pdfa: { pdfa: 'PDF/A-2b' }, pdfua: { pdfua: true } }[needs ?? ''];
    const step = parsed({ type: 'convert', to, ...needed });
    const names = [nameOf(from)];
    expect(planned(names, step)).toEqual(await enginesUsedBy(step, names));
  });

  it.each(['html', 'md', 'svg', 'zip'])('for a screenshot of %s', async (format) => {
    const step = parsed({ type: 'screenshot' });
    const names = [nameOf(format)];
    expect(planned(names, step)).toEqual(await enginesUsedBy(step, names));
  });

  it('for a file that already has the target format, beside one that has not', async () => {
    const step = parsed({ type: 'convert', to: 'pdf' });
    const names = ['a.pdf', 'b.docx'];
    // The toolbox lists the objects of the document.
    expect(planned(names, step)).toEqual(new Set(['libreoffice', 'toolbox']));
    expect(await enginesUsedBy(step, names)).toEqual(new Set(['libreoffice', 'toolbox']));
  });

  it.each(['2-', 'r1'])('for the pages %s', async (nativePageRanges) => {
    const step = parsed({ type: 'convert', to: 'pdf', nativePageRanges });
    expect(planned(['a.html'], step)).toEqual(await enginesUsedBy(step, ['a.html']));
  });

  it('for a document with a password', async () => {
    const step = parsed({ type: 'convert', to: 'pdf', password: 'secret' });
    expect(planned(['a.docx'], step)).toEqual(new Set(['toolbox', 'libreoffice']));
    expect(await enginesUsedBy(step, ['a.docx'])).toEqual(new Set(['toolbox', 'libreoffice']));
  });

  it.each(['convert', 'screenshot'])('for the URL of `%s`', async (type) => {
    const url = 'https://example.com/';
    const step = parsed({ type, url, ...(type === 'convert' && { to: 'pdf' }) });
    expect(planned([], step)).toEqual(new Set(['chromium']));
    expect(await enginesUsedBy(step, [])).toEqual(new Set(['chromium']));
  });
});

it('only steps that load pages use the browser', () => {
  for (const { type, engines } of Object.values(stepKinds))
    if (type !== 'convert' && type !== 'screenshot')
      expect((engines as () => readonly string[])(), type).toEqual(['toolbox']);
});

it('the plan has the engines of all steps', () => {
  const steps = stepsSchema.parse([{ type: 'convert', to: 'pdf' }, { type: 'compress' }]);
  expect(planSteps(['a.md'], steps).engines).toEqual(new Set(['toolbox', 'chromium']));
  expect(planSteps(['a.docx'], steps).engines).toEqual(new Set(['libreoffice', 'toolbox']));
});
