import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatOfName } from '../../../shared/conversion/formats/formats.ts';
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

  it.each([
    ['a.exe', 'pdf', '“a.exe” has the unknown file extension “.exe”.'],
    ['letter', 'pdf', '“letter” has no file extension.'],
    ['a.pdf', 'pdf', 'which can become pdf only with the option `pdfua` or `pdfa`. It can become png,'],
    ['a.JPG', 'docx', '“a.JPG” has the format jpeg, which cannot become docx. It can become png,'],
    ['a.css', 'pdf', '“a.css” has the format css, which cannot become pdf. No conversion starts from'],
  ] as const)('%s cannot become %s, and the error names what it can become', (name, to, detail) => {
    expect(() => planSteps([name], [{ type: 'convert', to }])).toThrow(
      expect.objectContaining({
        code: 'unsupported_conversion',
        detail: expect.stringContaining(detail),
        members: expect.objectContaining({
          file: name,
          conversions: conversions().filter(({ from }) => from === formatOfName(name)?.name),
        }),
      }),
    );
  });

  it('comments in the margin are refused, with the option that shows them', () => {
    const inMargin = (exportNotesInMargin: boolean) =>
      planSteps(['a.docx'], steps({ type: 'convert', to: 'pdf', exportNotesInMargin }));
    expect(() => inMargin(true)).toThrow(
      expect.objectContaining({
        code: 'invalid_parameter',
        detail: expect.stringContaining('Use `exportNotes`'),
      }),
    );
    expect(inMargin(false).documents).toEqual(['a.docx']);
  });

  it('the error does not name the file that a step has replaced', () => {
    const steps = [
      { type: 'convert', to: 'png' },
      { type: 'convert', to: 'docx' },
    ] as const;
    expect(() => planSteps(['a.pdf'], [...steps])).toThrow(
      expect.objectContaining({ detail: expect.stringMatching(/^A png file cannot become docx\./) }),
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
    ['a PDF as an image', ['a.pdf', 'b.pdf'], 'invalid_parameter', { type: 'watermark', image: 'b.pdf' }],
    ['an image as a PDF', ['a.pdf', 'b.png'], 'invalid_parameter', { type: 'watermark', pdf: 'b.png' }],
    [
      'a document as an image of a template',
      ['a.html', 'b.docx'],
      'invalid_parameter',
      { type: 'render', data: {}, files: ['b.docx'] },
    ],
    [
      'a password in the second step',
      ['a.docx'],
      'steps_do_not_fit',
      { type: 'render', data: {} },
      { type: 'convert', to: 'pdf', password: 'a' },
    ],
    [
      'an encoding of a document that declares its own',
      ['a.docx'],
      'invalid_parameter',
      { type: 'convert', to: 'pdf', encoding: 'latin1' },
    ],
    [
      'an encoding of the page of a URL',
      [],
      'invalid_parameter',
      { type: 'convert', to: 'pdf', url: 'https://example.com/', encoding: 'latin1' },
    ],
    ['an order with an unknown name', ['a.pdf', 'b.pdf'], 'invalid_parameter', merge('c.pdf')],
    [
      'an order with the name of one file twice',
      ['a.pdf', 'b.pdf'],
      'invalid_parameter',
      merge('a.pdf', 'a.pdf'),
    ],
    [
      'an order with a name that no file has after convert',
      ['a.docx', 'b.png'],
      'invalid_parameter',
      { type: 'convert', to: 'pdf' },
      merge('b.png', 'c.docx'),
    ],
  ])('refuses %s', (_what, names, code, ...list) => {
    expect(() => planSteps(names, steps(...list))).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['an image as a watermark', ['a.pdf', 'b.JPG'], { type: 'watermark', image: 'b.JPG' }],
    ['a style sheet for a template', ['a.html', 'b.css'], { type: 'render', data: {}, files: ['b.css'] }],
    [
      'an order with names of inputs',
      ['a.docx', 'b.png'],
      { type: 'convert', to: 'pdf' },
      merge('b.png', 'a.docx'),
    ],
    [
      'an order with names after convert',
      ['a.docx', 'a.png'],
      { type: 'convert', to: 'pdf' },
      merge('a.pdf', 'a.pdf'),
    ],
    ['an order with names that are not known yet', ['a.pdf'], split, merge('a-2.pdf')],
    [
      'an order with names from a template',
      ['a.docx'],
      { type: 'render', data: {}, fileName: 'b' },
      { type: 'convert', to: 'pdf' },
      merge('b.pdf'),
    ],
  ])('accepts %s', (_what, names, ...list) => {
    expect(() => planSteps(names, steps(...list))).not.toThrow();
  });
});

describe('inputs beside an index.html', () => {
  const planned = (names: string[], ...list: unknown[]) =>
    planSteps(['index.html', ...names], steps(...list));

  it('are its assets if a page can use them', () => {
    const parts = ['a.html', 'a.svg', 'a.css', 'a.woff2', 'a.png', 'a.json'];
    expect(planned(parts, ...toPdf)).toMatchObject({ documents: ['index.html'], resources: parts });
  });

  it('are documents otherwise', () => {
    const documents = ['letter.docx', 'budget.csv', 'old.pdf', 'scan.tiff', 'site.zip'];
    const plan = planned([...documents, 'a.css'], ...toPdf, { type: 'merge' });
    expect(plan).toMatchObject({ documents: ['index.html', ...documents], resources: ['a.css'] });
    expect(plan.after[0]).toHaveLength(6);
  });

  it('are its assets if `assets` names them', () => {
    const step = { type: 'convert', to: 'pdf', assets: ['old.pdf'] };
    expect(planned(['old.pdf', 'a.css'], step)).toMatchObject({ documents: ['index.html'] });
  });
});

describe('page ranges', () => {
  const spaced = '1-5, 8, 11-13';
  it.each([
    ['convert', { to: 'pdf', nativePageRanges: spaced }, 'nativePageRanges'],
    ['rotate', { angle: 90, pages: spaced }, 'pages'],
    ['split', { splitMode: 'pages', splitSpan: spaced }, 'splitSpan'],
  ])('of %s may contain spaces after commas, which are removed', (type, options, name) => {
    expect(steps({ type, ...options })).toMatchObject([{ [name]: '1-5,8,11-13' }]);
  });

  it.each(['1 -2', '1,,2', ' 1', '1, ', '3-2', '0'])('cannot be “%s”', (pages) => {
    expect(stepsSchema.safeParse([{ type: 'rotate', angle: 90, pages }]).success).toBe(false);
    const split = steps({ type: 'split', splitMode: 'pages', splitSpan: pages });
    expect(() => planSteps(['a.pdf'], split)).toThrow(expect.objectContaining({ code: 'invalid_parameter' }));
  });

  it('have a published pattern that allows spaces after commas', () => {
    const { pattern = '' } = z.toJSONSchema(pageRanges, { io: 'input' });
    expect(new RegExp(pattern).test(spaced)).toBe(true);
  });
});
