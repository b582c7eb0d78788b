import { describe, expect, test } from 'vitest';
import {
  assetsOf,
  documentsOf,
  formatOf,
  formatsAfter,
  offersAfter,
  optionsOf,
  targetsOf,
} from '../../console/page/convert/planning.ts';
import type { ConversionList } from '../../console/page/session/client.ts';
import { conversionList } from '../../shared/conversion/conversionList.ts';

const list = conversionList() as ConversionList;

test('the extension of a name gives the format, whatever its case', () => {
  expect(formatOf('Letter.DOCX', list)).toBe('docx');
  expect(formatOf('notes.v2.markdown', list)).toBe('md');
  expect(formatOf('program.exe', list)).toBeUndefined();
  expect(formatOf('docx', list)).toBe('docx');
});

describe('targets', () => {
  test('are the conversions of the format, PDF first', () => {
    const expected = list.conversions.filter(({ from }) => from === 'docx').map(({ to }) => to);
    expect(targetsOf(['docx'], list).toSorted()).toEqual(expected.toSorted());
    expect(targetsOf(['docx'], list)[0]).toBe('pdf');
  });

  test('are common to all formats; a file that has the target already is kept', () => {
    expect(targetsOf(['docx', 'pdf'], list)).toContain('pdf');
    expect(targetsOf(['docx', 'xlsx'], list)).not.toContain('odt');
  });
});

test('files that only pages use are assets, unless there is nothing else', () => {
  const names = ['page.html', 'style.css'];
  expect([documentsOf(names, list), assetsOf(names, list)]).toEqual([['page.html'], ['style.css']]);
  expect([documentsOf(['style.css'], list), assetsOf(['style.css'], list)]).toEqual([['style.css'], []]);
});

test.each([
  [[{ type: 'convert', to: 'pdf' }], ['pdf']],
  [
    [
      { type: 'convert', to: 'pdf' },
      { type: 'watermark', text: 'DRAFT' },
    ],
    ['pdf'],
  ],
  [[{ type: 'convert', to: 'pdf' }, { type: 'images' }], ['png']],
  [
    [
      { type: 'convert', to: 'pdf' },
      { type: 'images', format: 'jpeg' },
    ],
    ['jpeg'],
  ],
  [[{ type: 'convert', to: 'pdf' }, { type: 'metadata' }], ['json']],
  [
    [
      { type: 'convert', to: 'pdf' },
      { type: 'metadata', metadata: { title: 'A' } },
    ],
    ['pdf'],
  ],
  [[], ['docx', 'xlsx']],
])('the formats after %j are %j', (steps, formats) => {
  expect(formatsAfter(['docx', 'xlsx'], steps, list)).toEqual(formats);
});

test('a step that does not fit says why', () => {
  const reasonOf = (type: string, formats: string[], files: number) =>
    offersAfter(formats, files, list).find(({ kind }) => kind.type === type)?.reason;
  expect(reasonOf('watermark', ['pdf'], 1)).toBeUndefined();
  expect(reasonOf('watermark', ['docx'], 1)).toBe('It takes PDF; here the files are DOCX.');
  expect(reasonOf('merge', ['pdf'], 1)).toBe('It needs at least two files.');
  expect(reasonOf('merge', ['pdf'], 2)).toBeUndefined();
});

test('a conversion has only the options that apply to its formats', () => {
  const pdf = optionsOf({ type: 'convert', to: 'pdf' }, ['docx'], list);
  expect(pdf).toContain('pdfa');
  expect(pdf).not.toContain('dpi');
  expect(optionsOf({ type: 'convert', to: 'png' }, ['docx'], list)).toContain('dpi');
  expect(optionsOf({ type: 'rotate' }, ['pdf'], list)).toContain('angle');
});
