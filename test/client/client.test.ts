import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { succeeded } from '../../client/src/api.ts';
import { type Client, createClient } from '../../client/src/client.ts';
import { clientCredentials, registerDevice } from '../../client/src/credentials.ts';
import { openFile } from '../../client/src/node.ts';
import { placeholder, snippets } from '../../console/page/request/snippets.ts';
import { readConfiguration } from '../../shared/configuration.ts';
import { createServices } from '../../shared/services.ts';
import { blocks } from '../docs/blocks.ts';
import { type App, startApp, withoutLibreOffice } from '../harness/app.ts';
import { launchBrowser } from '../harness/browser.ts';
import { compilerOutput, type OutsideProject, outsideProject, runMain } from './outsideProject.ts';

const picture = new URL('../../docs/images/letter.webp', import.meta.url).pathname;
let app: App;
let client: Client;

beforeAll(async () => {
  app = await startApp({ settings: withoutLibreOffice });
  const { token } = await registerDevice(app.url);
  client = createClient({ url: app.url, credentials: token });
});
afterAll(() => app.host.stop());

const textOf = (response: Response) => response.text();

test('converts a file, and streams its result', async () => {
  const statuses: string[] = [];
  const { job, result } = await client.convert(await openFile(picture), 'pdf', {
    options: { landscape: true },
    onStatus: ({ status }) => statuses.push(status),
  });
  expect(statuses.at(-1)).toBe('succeeded');
  expect(job.results).toMatchObject([{ name: 'letter.pdf', contentType: 'application/pdf' }]);
  expect(result.headers.get('content-type')).toBe('application/pdf');
  const pdf = await textOf(result);
  expect(pdf).toMatch(/^%PDF-/);
  expect(await textOf(await client.download(job.id, { index: 0, range: 'bytes=0-4' }))).toBe('%PDF-');
});

test('sends several files, and the fields of a form', async () => {
  const files = [await openFile(picture, 'a.webp'), await openFile(picture, 'b.webp')];
  const { id } = await client.submit({
    files,
    steps: [{ type: 'convert', to: 'png' }],
    fileName: 'page {n}',
    failOnWarnings: ['picture_damaged', 'font_replaced'],
  });
  const job = await client.wait(id);
  expect(job.results?.map(({ name }) => name)).toEqual(['page 1.png', 'page 2.png']);
  expect(job.failOnWarnings).toEqual(['picture_damaged', 'font_replaced']);
});

test('a submission with the same key is the same job', async () => {
  const submit = async () =>
    client.submit({ files: [await openFile(picture)], to: 'pdf' }, { idempotencyKey: 'the-key' });
  const [first, second] = await Promise.all([submit(), submit()]);
  expect(first.id).toBe(second.id);
});

test('uploads large files in blocks, and reports its progress', async () => {
  const large = new File([new Uint8Array(5 * 1024 * 1024).fill(97)], 'large.txt');
  const small = new File(['text'], 'small.txt');
  const progress: number[] = [];
  const { id } = await client.submit(
    { files: [large, small], to: 'pdf' },
    { uploadAbove: 1024, onProgress: ({ sent }) => progress.push(sent) },
  );
  await client.cancel(id);
  expect(progress).toEqual([4 * 1024 * 1024, large.size, large.size + small.size]);
});

test('a job reads an upload as it was sent', async () => {
  const bytes = await readFile(picture);
  const upload = await client.upload(new File([bytes], 'letter.webp', { type: 'image/webp' }));
  const { id } = await client.submit({ inputs: [{ upload }], to: 'pdf' });
  expect((await client.wait(id)).inputs).toMatchObject([{ name: 'letter.webp', size: bytes.length }]);
});

test('an OAuth client converts with the tokens that it gets', async () => {
  const { vault } = createServices(readConfiguration(app.tenant.environment()), {
    draining: new AbortController().signal,
  });
  const { value: operatorKey } = await vault.current('operator-key');
  const operator = createClient({ url: app.url, credentials: operatorKey });
  const { data } = await succeeded(
    operator.api.POST('/v1/admin/organisations/{organisation}/clients', {
      params: { path: { organisation: 'default' } },
      body: { name: 'Invoicing', scopes: ['jobs:read', 'jobs:write'] },
    }),
  );
  const credentials = clientCredentials({
    tokenUrl: `${app.url}/oauth2/token`,
    clientId: data.id,
    clientSecret: data.clientSecret ?? '',
  });
  const { result } = await createClient({ url: app.url, credentials }).convert(
    await openFile(picture),
    'pdf',
  );
  expect(await textOf(result)).toMatch(/^%PDF-/);
});

test('a refused request names what is wrong', async () => {
  const steps = [{ type: 'convert', to: 'pdf', nosuch: 1 } as unknown as { type: 'convert'; to: 'pdf' }];
  const submission = client.submit({ files: [await openFile(picture)], steps });
  await expect(submission).rejects.toMatchObject({
    name: 'ApiError',
    code: 'invalid_parameter',
    status: 400,
    retryable: false,
    issues: [{ path: '/steps/0', message: expect.stringContaining('nosuch') }],
  });
});

test('a job that fails has the code of its error', async () => {
  const damaged = (await readFile(picture)).subarray(0, 100);
  await expect(client.convert(new File([damaged], 'letter.webp'), 'pdf')).rejects.toMatchObject({
    name: 'ApiError',
    code: 'corrupt_file',
    status: 0,
  });
});

test('an abort cancels the job', async () => {
  const stop = new AbortController();
  const endless = new File(['<script>for (;;);</script>'], 'endless.html');
  const converted = client.convert(endless, 'pdf', {
    signal: stop.signal,
    onStatus: () => stop.abort(new Error('stopped')),
  });
  await expect(converted).rejects.toThrow('stopped');
  const { data } = await client.api.GET('/v1/jobs');
  expect(data?.jobs[0]?.status).toBe('cancelled');
});

describe('in a project outside of the repository, the package', () => {
  const outcome = ['letter.pdf', '%PDF-', 'unsupported_conversion'];
  let project: OutsideProject;
  beforeAll(async () => {
    project = await outsideProject();
  });
  afterAll(() => project.remove());

  test('has types that the compiler accepts, also in the examples of the documentation and the page', async () => {
    const examples = blocks
      .filter(({ language, text }) => language === 'ts' && text.includes('conveyor-client'))
      .map(({ text }) => text);
    expect(examples.length).toBeGreaterThan(4);
    const steps = [{ type: 'convert', to: 'pdf' }];
    const request = { origin: app.url, files: ['a.docx'], steps, token: placeholder };
    for (const urls of [undefined, ['https://example.com/a.docx']])
      examples.push(snippets.TypeScript({ ...request, urls }));
    expect(await compilerOutput(project, examples)).toBe('');
  });

  test('converts a file in Node.js', async () => {
    expect(await runMain(project, [app.url, picture])).toEqual(outcome);
  });

  test('converts a file in a browser', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(project.folder, 'program.ts')],
      bundle: true,
      minify: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      globalName: 'program',
    });
    const script = outputFiles[0]?.text ?? '';
    // It is small enough for any page.
    expect(script.length).toBeLessThan(20_000);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      // A page of the same origin.
      await page.goto(`${app.url}/version`);
      const bytes = (await readFile(picture)).toString('base64');
      const file = `new File([Uint8Array.from(atob('${bytes}'), (each) => each.charCodeAt(0))], 'letter.webp')`;
      expect(await page.evaluate(`${script};program.convert('', ${file})`)).toEqual(outcome);
    } finally {
      await browser.close();
    }
  });
});
