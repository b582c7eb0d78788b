import { describe, expect, it, onTestFinished } from 'vitest';
import { createConverter } from '../../../../shared/conversion/converter.ts';
import { csvText, semicolonCsv } from '../../../../shared/conversion/libreoffice/sheets/csvText.ts';
import { readPdf } from '../../readPdf.ts';
import { never, toPdf } from '../../sample.ts';
import { sharedConverter } from '../../sharedConverter.ts';

async function textOf(name: string, bytes: Uint8Array, converter = sharedConverter): Promise<string> {
  const { files } = await converter.convert({ files: [{ name, bytes }], steps: toPdf, signal: never });
  return (await readPdf(files[0]?.bytes ?? new Uint8Array())).text;
}

const encodings: [string, (text: string) => Buffer][] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['Latin-1', (text) => Buffer.from(text, 'latin1')],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, big-endian', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
];

describe.each(encodings)('text in %s', (_name, encode) => {
  it.each([
    ['a.txt', 'Größe und Käse'],
    ['a.csv', 'Größe und Käse,1\nSpätlese,2\n'],
    ['a.md', '# Größe und Käse'],
    ['a.html', '<p>Größe und Käse</p>'],
  ])('is read in %s', async (name, text) => {
    expect(await textOf(name, encode(text))).toContain('Größe und Käse');
  });
});

describe('a CSV', () => {
  it.each([
    ['with commas', 'name,age\nAda,36\n', 'name;age\nAda;36\n'],
    ['with tabs', 'name\tage\nAda\t36\n', 'name;age\nAda;36\n'],
    ['with bars', 'name|age\r\nAda|36\r\n', 'name;age\r\nAda;36\r\n'],
    ['with semicolons', 'name;sum\nAda;1,5\nBob;2,5\n', 'name;sum\nAda;1,5\nBob;2,5\n'],
    ['that names its separator', 'sep=,\na;b,c\n', '"a;b";c\n'],
    ['with quotes', '"a, ""b""\nc",d,\n"",e;f,5" pipe\n', '"a, ""b""\nc";d;\n"";"e;f";5" pipe\n'],
    ['with rows of different lengths', 'a,b,c\nd\n', 'a;b;c\nd\n'],
    ['of one column', 'a\nb\n', 'a\nb\n'],
    ['with a quote that is never closed', 'a,"b,c\n', 'a;"b,c\n'],
  ])('%s is split into cells', (_what, csv, expected) => {
    expect(semicolonCsv(csvText(csv))).toBe(expected);
  });

  it('with commas becomes a sheet with one value per cell', async () => {
    const text = await textOf('a.csv', Buffer.from('name,formula\nAda,=20+22\n'));
    expect(text).toContain('=20+22');
    expect(text).not.toContain(',');
  });
});

it('Markdown that is nested too deeply is refused, and the browser stays warm', async () => {
  const converter = createConverter({ engines: 0, toolboxes: 1, log: () => undefined });
  onTestFinished(() => converter.close());
  const pid = () => converter.engines().find(({ kind }) => kind === 'chromium')?.pid;
  await converter.warm();
  const before = pid();
  const deep = textOf('deep.md', Buffer.from(`${'> '.repeat(20_000)}a`), converter);
  await expect(deep).rejects.toMatchObject({ code: 'corrupt_file' });
  expect(await textOf('a.md', Buffer.from('fine'), converter)).toContain('fine');
  expect(pid()).toBe(before);
});
