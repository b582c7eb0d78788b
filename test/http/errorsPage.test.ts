import { expect, test } from 'vitest';
import { docsFile } from '../../functions/api/docs.ts';
import { catalogue } from '../../shared/errors.ts';
import { call } from './call.ts';

const file = async (name: string) =>
  (await call(docsFile, { path: `/docs/${name}`, params: { file: name } })).text();

test('has a row with an anchor, status and retryability for each code', async () => {
  const page = await file('errors');
  for (const [code, { status, retryable }] of Object.entries(catalogue)) {
    const [row] = new RegExp(`<tr id="${code}">[^]*?</tr>`).exec(page) ?? [];
    expect(row, code).toContain(`href="#${code}"`);
    expect(row, code).toContain(`>${status}<`);
    expect(row, code).toContain(retryable ? '<strong>yes</strong>' : '<td>no</td>');
  }
  expect(page).not.toContain('`');
});

test('links to the API reference, and loads files of this origin only', async () => {
  const page = await file('errors');
  expect(page).toContain('<a href="/docs">');
  expect(page).not.toMatch(/<style|<script|\bstyle=|https?:/);
  const style = await file('errors.css');
  expect(style).toContain('tr:target');
  expect(style).not.toMatch(/url\(|@import/);
});
