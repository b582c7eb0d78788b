import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../../shared/conversion/files.ts';
import { checkInput } from '../../../shared/conversion/inputs/inputChecks.ts';
import { zipContents } from '../../../shared/conversion/inputs/zipContents.ts';
import { defaultZipLimits } from '../../../shared/conversion/limits.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { readPdf } from '../readPdf.ts';
import { never } from '../sample.ts';
import { sharedConverter } from '../sharedConverter.ts';
import { workbook } from '../workbooks.ts';

async function convert(file: NamedFile, to: string, options: object = {}) {
  await checkInput(file);
  const steps = stepsSchema.parse([{ type: 'convert', to, ...options }]);
  return sharedConverter.convert({ files: [file], steps, signal: never });
}

/** The text of the PDF of a file, without line breaks. */
async function pdfText(file: NamedFile, options?: object): Promise<string> {
  const { files } = await convert(file, 'pdf', options);
  return (await readPdf(files[0]?.bytes ?? new Uint8Array())).text.replace(/\s+/g, ' ').trim();
}

const file = (name: string, content: string | Uint8Array): NamedFile => ({
  name,
  bytes: Buffer.from(content as Uint8Array),
});

/** XML of a part of a package. */
async function part(bytes: Uint8Array = new Uint8Array(), path: string): Promise<string> {
  const parts = await zipContents(bytes, defaultZipLimits, (name) => name === path);
  return parts.get(path)?.toString() ?? '';
}

describe('a CSV', () => {
  const values = ['1/2', '007', '1E5', 'MAR1', '10%', '50.5%', '1/1/08', '0:00:09', '1.10', '0049301234'];
  const csv = file('values.csv', `item,value\n${values.map((value, i) => `n${i},${value}\n`).join('')}`);

  it('is printed as it is written', async () => {
    expect(await pdfText(csv)).toBe(
      `item value ${values.map((value, index) => `n${index} ${value}`).join(' ')}`,
    );
  });

  it('keeps its values in a workbook, and its plain numbers are numbers', async () => {
    const rows = file('values.csv', `a,b\n7,007\n2.5,1.10\n`);
    const { files } = await convert(rows, 'xlsx');
    const sheet = await part(files[0]?.bytes, 'xl/worksheets/sheet1.xml');
    expect([...sheet.matchAll(/t="n"><v>([^<]*)/g)].map(([, value]) => value)).toEqual(['7', '2.5']);
    const strings = await part(files[0]?.bytes, 'xl/sharedStrings.xml');
    for (const text of ['007', '1.10']) expect(strings).toContain(`>${text}<`);
  });

  it('has dates and other types with `columns: "guess"`', async () => {
    const text = await pdfText(csv, { columns: 'guess' });
    expect(text).toContain('01/01/08');
    expect(text).not.toContain('007');
  });
});

describe('a workbook as CSV', () => {
  it('is one file for each visible sheet, with the values that its cells show', async () => {
    const bytes = await workbook([
      { name: 'Sums', cells: ['text', '=1+2', '=DATE(2026,1,31)', '=1/8', '=TRUE()'] },
      { name: 'Secret', state: 'hidden', cells: ['secret'] },
      { name: 'Other', cells: ['a, b'] },
    ]);
    const { files } = await convert(file('sums.xlsx', bytes), 'csv');
    expect(files.map(({ name, bytes: csv }) => [name, `${Buffer.from(csv)}`])).toEqual([
      ['sums-Sums.csv', 'text\n3\n01/31/26\n0.125\nTRUE\n'],
      ['sums-Other.csv', '"a, b"\n'],
    ]);
  });
});
