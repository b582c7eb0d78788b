import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import { formatOfName } from '../../../shared/conversion/formats/formats.ts';
import { planSteps } from '../../../shared/conversion/steps/plan.ts';
import { type Step, stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { formPdf, pdfOf } from '../pdfs.ts';
import { meanDifference, picture, pixelsOf } from '../pictures.ts';
import { toolboxOnly } from '../toolbox.ts';

const { converter, convert, one } = toolboxOnly({ toolboxes: 2 });
afterAll(() => converter.close());

const pdfs = [await pdfOf(['One', 'Two', 'Three'], { name: 'three.pdf' }), await formPdf()];
const pictures = await Promise.all(['png', 'jpeg', 'gif'].map((format) => picture(format)));
const samples = fc.oneof(
  { weight: 3, arbitrary: fc.subarray(pdfs, { minLength: 1 }) },
  { weight: 1, arbitrary: fc.subarray([...pdfs, ...pictures], { minLength: 1 }) },
);
/** A resource for steps. */
const stamp: NamedFile = { ...(await picture('webp')), name: 'stamp.webp' };

/** Steps that the toolbox runs, each with valid options. */
const step = fc.oneof(
  fc.record({ type: fc.constant('rotate'), angle: fc.constantFrom(90, 180, 270) }),
  fc.record({
    type: fc.constant('split'),
    splitMode: fc.constant('intervals'),
    splitSpan: fc.constantFrom('1', '2'),
  }),
  fc.record({
    type: fc.constant('split'),
    splitMode: fc.constant('pages'),
    splitSpan: fc.constant('1-2'),
    splitUnify: fc.boolean(),
  }),
  fc.record({ type: fc.constant('merge'), bookmarks: fc.constantFrom('keep', 'files', 'none') }),
  fc.record({
    type: fc.constant('watermark'),
    text: fc.constantFrom('DRAFT', '草稿'),
    layer: fc.constantFrom('over', 'under'),
  }),
  fc.record({ type: fc.constant('watermark'), image: fc.constant('stamp.webp') }),
  fc.record({ type: fc.constant('encrypt'), userPassword: fc.constant('a') }),
  fc.record({ type: fc.constant('decrypt'), password: fc.constant('a') }),
  fc.record({ type: fc.constant('metadata'), metadata: fc.record({ title: fc.constantFrom('x', null) }) }),
  fc.record({
    type: fc.constant('bookmarks'),
    bookmarks: fc.constant([{ title: 'a', page: 1 }]),
    mode: fc.constantFrom('replace', 'append'),
  }),
  fc.record({
    type: fc.constantFrom('metadata', 'bookmarks', 'form', 'flatten', 'text', 'compress', 'thumbnail'),
  }),
  fc.record({ type: fc.constant('attach'), files: fc.constant([{ name: 'stamp.webp' }]) }),
  fc.record({
    type: fc.constant('images'),
    dpi: fc.constant(36),
    format: fc.constantFrom('png', 'jpeg', 'webp'),
  }),
  fc.record({ type: fc.constant('convert'), to: fc.constantFrom('pdf', 'png', 'webp', 'txt') }),
);

/** Errors that the plan cannot foresee: they depend on the document, or on an engine that this converter lacks. */
const allowedErrors = ['password_not_needed', 'unavailable'];

describe('steps that the plan accepts', () => {
  it('run and make the files of the plan', async () => {
    let ran = 0;
    const property = fc.asyncProperty(
      samples,
      fc.array(step, { minLength: 1, maxLength: 4 }),
      async (documents, list) => {
        const steps = stepsSchema.parse(list);
        const files = JSON.stringify(list).includes(stamp.name) ? [...documents, stamp] : documents;
        const plan = planned(files, steps);
        if (!plan) return;
        const result = await convert(files, ...steps).catch((error: { code?: string }) => error.code);
        if (typeof result === 'string') {
          expect(allowedErrors).toContain(result);
          return;
        }
        ran++;
        const last = plan.after.at(-1) ?? [];
        const formats = new Set(result?.files.map(({ name }) => formatOfName(name)?.name));
        expect(formats.difference(new Set(last.map(({ format }) => format)))).toEqual(new Set());
        if (last.every(({ many }) => !many)) expect(result?.files).toHaveLength(last.length);
      },
    );
    await fc.assert(property, { numRuns: 60 });
    expect(ran).toBeGreaterThan(5);
  });
});

/** The plan, or undefined if the steps do not fit the files. */
function planned(files: NamedFile[], steps: Step[]) {
  try {
    return planSteps(
      files.map(({ name }) => name),
      steps,
    );
  } catch (error) {
    expect((error as { code: string }).code).toMatch(
      /^(steps_do_not_fit|unsupported_conversion|invalid_parameter)$/,
    );
    return undefined;
  }
}

describe('pages', () => {
  it('are unchanged by split and merge', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (pages, span) => {
        const texts = Array.from({ length: pages }, (_, index) => `Page ${index}`);
        const { files, usage } = await convert(
          [await pdfOf(texts)],
          { type: 'split', splitMode: 'intervals', splitSpan: String(span) },
          { type: 'merge' },
          { type: 'text', separator: '|' },
        );
        expect(usage.pages).toBe(pages);
        expect(Buffer.from(files[0]?.bytes ?? []).toString()).toBe(texts.join('|'));
      },
    );
    await fc.assert(property, { numRuns: 5 });
  });

  it('look the same after four rotations of 90 degrees', async () => {
    const file = await pdfOf(['Round and round']);
    const turned = await one(file, ...Array.from({ length: 4 }, () => ({ type: 'rotate', angle: 90 })));
    expect(meanDifference(await pixelsOf(file), await pixelsOf(turned))).toBe(0);
  });
});
