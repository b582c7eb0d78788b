import { expect, test } from 'vitest';
import { docsFile } from '../../functions/documentation/docs.ts';
import { warningCatalogue } from '../../shared/conversion/warnings.ts';
import { catalogue } from '../../shared/errors.ts';
import { call } from './call.ts';

const file = async (name: string) =>
  (await call(docsFile, { path: `/docs/${name}`, params: { file: name } })).text();

test('the page of errors has a row with an anchor, status and retryability for each code', async () => {
  const page = await file('errors');
  for (const [code, { status, retryable }] of Object.entries(catalogue)) {
    const [row] = new RegExp(`<tr id="${code}">[^]*?</tr>`).exec(page) ?? [];
    expect(row, code).toContain(`href="#${code}"`);
    expect(row, code).toContain(`>${status}<`);
    expect(row, code).toContain(retryable ? '<strong>yes</strong>' : '>no<');
  }
  expect(page).not.toContain('`');
});

test('the page of warnings has a row with an anchor and the meaning of each code', async () => {
  const page = await file('warnings');
  for (const [code, sentence] of Object.entries(warningCatalogue)) {
    const [row] = new RegExp(`<tr id="${code}">[^]*?</tr>`).exec(page) ?? [];
    expect(row, code).toContain(`href="#${code}"`);
    expect(row, code).toContain(`<td>${sentence.replace(/`([^`]+)`/g, '<code>$1</code>')}</td>`);
  }
});

test.each(['errors', 'warnings'])(
  'the page of %s links to the API reference, and loads files of this origin only',
  async (name) => {
    const page = await file(name);
    expect(page).toContain('<a href="/docs">');
    expect(page).not.toMatch(/<style|<script|\bstyle=|https?:/);
    const style = await file('catalogue.css');
    expect(style).toContain('tr:target');
    expect(style).not.toMatch(/url\(|@import/);
  },
);
