import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { appForThisTest, withoutLibreOffice } from '../harness/app.ts';
import { clientTypes } from './client/generate.ts';

const folder = new URL('client/', import.meta.url);
const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
const picture = new URL('../../docs/images/letter.webp', import.meta.url);

interface Program {
  convertForm(baseUrl: string, token: string, file: File): Promise<Blob>;
  convertBody(baseUrl: string, token: string, file: File): Promise<Blob>;
}

test('a client generated from the OpenAPI document compiles, uploads files and downloads results', async () => {
  const app = await appForThisTest({ settings: withoutLibreOffice });
  const document = (await (await app.call('GET', '/openapi.json')).json()) as object;
  await writeFile(new URL('schema.ts', folder), await clientTypes(document));
  expect(await compilerOutput()).toBe('');

  const token = await app.register();
  const file = new File([await readFile(picture)], 'letter.webp');
  // Not a literal: the file is compiled above, after its types are generated.
  const { convertForm, convertBody } = (await import(new URL('program.ts', folder).href)) as Program;
  for (const convert of [convertForm, convertBody]) {
    const pdf = await convert(app.url, token, file);
    expect([convert.name, await pdf.slice(0, 5).text()]).toEqual([convert.name, '%PDF-']);
  }
});

/** What the compiler prints about the client; empty if it compiles. */
function compilerOutput(): Promise<string> {
  return promisify(execFile)(process.execPath, [tsc, '-p', fileURLToPath(folder)]).then(
    ({ stdout }) => stdout,
    (error: { message: string; stdout: string }) => error.stdout || error.message,
  );
}
