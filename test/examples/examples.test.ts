import { readdirSync, readFileSync, statSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { example, never, toPdf } from '../conversion/sample.ts';
import { sharedConverter } from '../conversion/sharedConverter.ts';

const folder = new URL('../../examples/', import.meta.url);

const names = readdirSync(folder);

test.each(names)('examples/%s is small, and examples/README.md describes it', (name) => {
  expect(statSync(new URL(name, folder)).size).toBeLessThan(60_000);
  if (name !== 'README.md')
    expect(readFileSync(new URL('README.md', folder), 'utf8')).toContain(`\`${name}\``);
});

const isA4 = ({ width, height }: { width: number; height: number }) =>
  Math.abs(Math.min(width, height) - 595.3) < 1 && Math.abs(Math.max(width, height) - 841.9) < 1;

test.each(['letter.docx', 'budget.xlsx', 'slides.pptx', 'form.pdf', 'scan.pdf'])(
  'the pages of %s have the size A4, and nothing is lost in their conversion',
  async (name) => {
    const file = await example(name);
    const { files, warnings } = name.endsWith('.pdf')
      ? { files: [file], warnings: [] }
      : await sharedConverter.convert({ files: [file], steps: toPdf, signal: never });
    expect(warnings).toEqual([]);
    const pages = (await PDFDocument.load(files[0]?.bytes ?? '')).getPages();
    expect(pages.map((page) => isA4(page.getSize()))).toEqual(pages.map(() => true));
  },
);
