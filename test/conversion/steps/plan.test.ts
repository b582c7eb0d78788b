import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { conversions } from '../../../shared/conversion/formats/routes.ts';
import { pageRanges } from '../../../shared/conversion/steps/options/pageRanges.ts';
import { planSteps } from '../../../shared/conversion/steps/plan.ts';
import { type Step, stepsSchema } from '../../../shared/conversion/steps/steps.ts';

const steps = (...list: unknown[]): Step[] => stepsSchema.parse(list);
const toPdf = steps({ type: 'convert', to: 'pdf' });

describe('at submission', () => {
  it.each(['letter.docx', 'BUDGET.XLSX', 'page.htm'])('%s can become a PDF', (name) => {
    expect(planSteps([name], toPdf)).toMatchObject({
      documents: [name],
      resources: [],
      after: [[{ format: 'pdf' }]],
    });
  });

  it.each(['a.pdf', 'a.exe', 'letter'])('%s cannot, and the caller is told what can', (name) => {
    expect(() => planSteps([name], toPdf)).toThrow(
      expect.objectContaining({ code: 'unsupported_conversion', members: { conversions: conversions() } }),
    );
  });

  it('steps without a file are refused', () => {
    expect(() => planSteps([], toPdf)).toThrow(expect.objectContaining({ code: 'steps_do_not_fit' }));
  });

  const merge = (...order: string[]) => ({ type: 'merge', order });
  const split = { type: 'split', splitMode: 'intervals', splitSpan: '1' };

  it.each([
    [
      'a document as a watermark',
      ['a.pdf', 'b.docx'],
      'invalid_parameter',
      { type: 'watermark', image: 'b.docx' },
    ],
    ['a PDF as a picture', ['a.pdf', 'b.pdf'], 'invalid_parameter', { type: 'watermark', image: 'b.pdf' }],
    ['a picture as a PDF', ['a.pdf', 'b.png'], 'invalid_parameter', { type: 'watermark', pdf: 'b.png' }],
    [
      'a document in a template',
      ['a.html', 'b.docx'],
      'invalid_parameter',
      { type: 'render', data: {}, files: ['b.docx'] },
    ],
    [
      'a password for what a step has made',
      ['a.docx'],
      'steps_do_not_fit',
      { type: 'render', data: {} },
      { type: 'convert', to: 'pdf', password: 'a' },
    ],
    ['a name that no file has', ['a.pdf', 'b.pdf'], 'invalid_parameter', merge('c.pdf')],
    ['a name that one file has, twice', ['a.pdf', 'b.pdf'], 'invalid_parameter', merge('a.pdf', 'a.pdf')],
    [
      'a name that no file has got',
      ['a.docx', 'b.png'],
      'invalid_parameter',
      { type: 'convert', to: 'pdf' },
      merge('b.png', 'c.docx'),
    ],
  ])('%s cannot work, and is refused', (_what, names, code, ...list) => {
    expect(() => planSteps(names, steps(...list))).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['a picture as a watermark', ['a.pdf', 'b.JPG'], { type: 'watermark', image: 'b.JPG' }],
    [
      'a style sheet that a template links to',
      ['a.html', 'b.css'],
      { type: 'render', data: {}, files: ['b.css'] },
    ],
    ['names that were sent', ['a.docx', 'b.png'], { type: 'convert', to: 'pdf' }, merge('b.png', 'a.docx')],
    [
      'names that files have by now',
      ['a.docx', 'a.png'],
      { type: 'convert', to: 'pdf' },
      merge('a.pdf', 'a.pdf'),
    ],
    ['names that are not known yet', ['a.pdf'], split, merge('a-2.pdf')],
    [
      'names that a template gives',
      ['a.docx'],
      { type: 'render', data: {}, fileName: 'b' },
      { type: 'convert', to: 'pdf' },
      merge('b.pdf'),
    ],
  ])('%s can work, and is taken', (_what, names, ...list) => {
    expect(() => planSteps(names, steps(...list))).not.toThrow();
  });
});

describe('beside an index.html', () => {
  const planned = (names: string[], ...list: unknown[]) =>
    planSteps(['index.html', ...names], steps(...list));

  it('what a page can use belongs to it', () => {
    const parts = ['a.html', 'a.svg', 'a.css', 'a.woff2', 'a.png', 'a.json'];
    expect(planned(parts, ...toPdf)).toMatchObject({ documents: ['index.html'], resources: parts });
  });

  it('documents stay documents', () => {
    const documents = ['letter.docx', 'budget.csv', 'old.pdf', 'scan.tiff', 'site.zip'];
    const plan = planned([...documents, 'a.css'], ...toPdf, { type: 'merge' });
    expect(plan).toMatchObject({ documents: ['index.html', ...documents], resources: ['a.css'] });
    expect(plan.after[0]).toHaveLength(6);
  });

  it('documents that are named belong to it', () => {
    const step = { type: 'convert', to: 'pdf', assets: ['old.pdf'] };
    expect(planned(['old.pdf', 'a.css'], step)).toMatchObject({ documents: ['index.html'] });
  });
});

describe('ranges of pages', () => {
  const spaced = '1-5, 8, 11-13';
  it.each([
    ['convert', { to: 'pdf', nativePageRanges: spaced }, 'nativePageRanges'],
    ['rotate', { angle: 90, pages: spaced }, 'pages'],
    ['split', { splitMode: 'pages', splitSpan: spaced }, 'splitSpan'],
  ])('of %s may be written with spaces, which no engine sees', (type, options, name) => {
    expect(steps({ type, ...options })).toMatchObject([{ [name]: '1-5,8,11-13' }]);
  });

  it.each(['1 -2', '1,,2', ' 1', '1, ', '3-2', '0'])('“%s” is none', (pages) => {
    expect(stepsSchema.safeParse([{ type: 'rotate', angle: 90, pages }]).success).toBe(false);
    const split = steps({ type: 'split', splitMode: 'pages', splitSpan: pages });
    expect(() => planSteps(['a.pdf'], split)).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
  });

  it('are published as they may be written', () => {
    const { pattern = '' } = z.toJSONSchema(pageRanges, { io: 'input' });
    expect(new RegExp(pattern).test(spaced)).toBe(true);
  });
});
