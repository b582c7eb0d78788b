import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readPdf } from '../../local/demo/readPdf.ts';
import { type App, startApp } from '../harness/app.ts';

// Conversions over HTTP with the real engines.

let app: App;
let token: string;
beforeAll(async () => {
  app = await startApp();
  token = await app.register();
  return () => app.host.stop();
});

const example = async (name: string) => ({
  name,
  bytes: await readFile(new URL(`../../examples/${name}`, import.meta.url)),
});

async function resultOf(id: string): Promise<Uint8Array> {
  const answer = await app.call('GET', `/v1/jobs/${id}/result`, { token });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  return new Uint8Array(await answer.arrayBuffer());
}

test.each([
  ['letter.docx', 1, 'Tides and Harbours'],
  ['budget.xlsx', 1, 'Quarter 1'],
  ['slides.pptx', 4, 'Spring in numbers'],
  ['page.html', 1, 'Reading list'],
  ['notes.md', 1, 'Minutes of the spring meeting'],
])('converts %s to a PDF of %i pages that contains “%s”', async (name, pages, text) => {
  const submitted = await app.submit(token, await example(name));
  expect(submitted).toMatchObject({ status: 'queued' });
  const job = await app.ended(token, submitted.id);
  expect(job).toMatchObject({ status: 'succeeded', usage: { documents: 1, pages } });
  const pdf = await readPdf(await resultOf(job.id));
  expect(pdf.pages).toHaveLength(pages);
  expect(pdf.pages.join()).toContain(text);
});

describe('the result', () => {
  let id: string;
  let whole: Uint8Array;
  beforeAll(async () => {
    id = (await app.submit(token, await example('letter.docx'))).id;
    await app.ended(token, id);
    whole = await resultOf(id);
  });
  const get = (headers: Record<string, string>) =>
    app.call('GET', `/v1/jobs/${id}/result`, { token, headers });

  test('is named after the input file and is cacheable by ETag', async () => {
    const answer = await get({});
    expect(answer.headers.get('content-disposition')).toContain('letter.pdf');
    expect((await get({ 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
    const head = await app.call('HEAD', `/v1/jobs/${id}/result`, { token });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(whole.length));
  });

  test('supports ranges', async () => {
    const answer = await get({ range: 'bytes=5-14' });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes 5-14/${whole.length}`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(whole.slice(5, 15));
    expect((await get({ range: `bytes=${whole.length}-` })).status).toBe(416);
  });

  test('can be downloaded from storage with its signed URL', async () => {
    const answer = await app.call('GET', `/v1/jobs/${id}/result/url`, { token });
    const { url } = (await answer.json()) as { url: string };
    const direct = await fetch(url);
    expect(new Uint8Array(await direct.arrayBuffer())).toEqual(whole);
    expect((await fetch(url.replace(/sig=[^&]{4}/, 'sig=AAAA'))).status).toBe(403);
  });

  test('is not accessible to another device', async () => {
    const stranger = await app.register();
    for (const path of [`/v1/jobs/${id}`, `/v1/jobs/${id}/result`, `/v1/jobs/${id}/result/url`])
      expect((await app.call('GET', path, { token: stranger })).status).toBe(404);
    expect((await app.call('GET', `/v1/jobs/${id}`)).status).toBe(401);
  });
});

test('converts a raw body', async () => {
  const { bytes } = await example('letter.docx');
  const answer = await app.call('POST', '/v1/jobs?to=pdf&filename=letter.docx', {
    token,
    body: bytes as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  expect(answer.headers.get('location')).toBe(`/v1/jobs/${id}`);
  expect(await app.ended(token, id)).toMatchObject({ status: 'succeeded' });
});

test('rejects a mismatched or damaged file with an error that is not retryable', async () => {
  const { bytes } = await example('letter.docx');
  const { bytes: other } = await example('slides.pptx');
  const refused = await app.call('POST', '/v1/jobs?to=pdf&filename=letter.docx', {
    token,
    body: other as Uint8Array<ArrayBuffer>,
  });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ code: 'type_mismatch', retryable: false });
  const cut = await app.call('POST', '/v1/jobs?to=pdf&filename=letter.docx', {
    token,
    body: bytes.subarray(0, bytes.length >> 1) as Uint8Array<ArrayBuffer>,
  });
  expect(await cut.json()).toMatchObject({ code: 'corrupt_file', retryable: false });
});

test('lists and deletes a job, and rejects its cancellation after it ended', async () => {
  const mine = await app.register();
  const { id } = await app.submit(mine, await example('page.html'));
  await app.ended(mine, id);
  const page = (await (await app.call('GET', '/v1/jobs', { token: mine })).json()) as {
    jobs: { id: string }[];
  };
  expect(page.jobs.map((job) => job.id)).toEqual([id]);
  expect((await app.call('POST', `/v1/jobs/${id}/cancel`, { token: mine })).status).toBe(409);
  expect((await app.call('DELETE', `/v1/jobs/${id}`, { token: mine })).status).toBe(204);
  expect((await app.call('GET', `/v1/jobs/${id}`, { token: mine })).status).toBe(404);
});

test('cancelling a running job stops its engine, and the next job succeeds', async () => {
  const endless = {
    name: 'endless.html',
    bytes: Buffer.from('<!doctype html><p>Hello<script>for(;;);</script>'),
  };
  const { id } = await app.submit(token, endless);
  await vi.waitFor(async () => {
    const job = await (await app.call('GET', `/v1/jobs/${id}`, { token })).json();
    expect(job).toMatchObject({ status: 'running' });
  }, 60_000);
  const cancelled = await app.call('POST', `/v1/jobs/${id}/cancel`, { token });
  expect(await cancelled.json()).toMatchObject({ status: 'cancelled' });
  const next = await app.submit(token, await example('page.html'));
  expect(await app.ended(token, next.id)).toMatchObject({ status: 'succeeded' });
});

test('rejects the token of a deleted device', async () => {
  const mine = await app.register();
  expect((await app.call('GET', '/v1/jobs', { token: mine })).status).toBe(200);
  expect((await app.call('DELETE', '/v1/devices/me', { token: mine })).status).toBe(204);
  expect((await app.call('GET', '/v1/jobs', { token: mine })).status).toBe(401);
});

test('serves the documentation, and readiness without details', async () => {
  expect((await app.call('GET', '/openapi.json')).status).toBe(200);
  expect((await app.call('GET', '/docs')).headers.get('content-type')).toContain('text/html');
  const brief = (await (await app.call('GET', '/health/ready')).json()) as { checks: object[] };
  expect(brief.checks.length).toBeGreaterThanOrEqual(5);
  for (const check of brief.checks) expect(check).not.toHaveProperty('milliseconds');
});

test('every error contains the trace id of the request', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const answer = await app.call('GET', '/v1/jobs/none', {
    token,
    headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
  });
  expect(await answer.json()).toMatchObject({ code: 'not_found', traceId });
});
