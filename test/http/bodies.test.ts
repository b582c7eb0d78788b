import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonBody } from '../../shared/http/body/jsonBody.ts';
import { uploadBody } from '../../shared/http/body/uploadBody.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { call, problem, testServices } from './call.ts';

const textResponse = { 200: { description: 'Success', body: z.object({ text: z.string() }) } } as const;
const plain = {
  method: 'POST',
  route: 'x',
  summary: 'A test',
  tag: 'test',
  auth: 'none',
  responses: textResponse,
} as const;

const limit = 1000;
const upload = endpoint({
  ...plain,
  name: 'upload',
  body: uploadBody({ maximumBytes: (config) => config.maximumInputBytes }),
  handler: async ({ body }) => ({
    status: 200,
    body: { text: body.files.map((f) => `${f.name} ${f.contentType} ${f.bytes.length}`).join() },
  }),
});
const json = endpoint({
  ...plain,
  name: 'json',
  body: jsonBody(z.string(), { maximumBytes: limit }),
  handler: ({ body }) => ({ status: 200, body: { text: body } }),
});

const { services } = testServices({ maximumInputBytes: limit });

/** A stream of chunks, 100 bytes each by default; counts the pulled chunks and records whether the stream ended. */
function chunks(count: number, { failAt = Number.POSITIVE_INFINITY, size = 100 } = {}) {
  const seen = { pulled: 0, ended: false };
  async function* generate() {
    try {
      for (let i = 0; i < count; i++) {
        if (i === failAt) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
        seen.pulled++;
        yield new Uint8Array(size);
        if (i % 100 === 99) await wait(0);
      }
    } finally {
      seen.ended = true;
    }
  }
  return { seen, body: generate() };
}

describe('a body without a declared length', () => {
  const headers = { 'content-type': 'application/octet-stream' };

  test('accepts exactly the limit', async () => {
    const response = await call(upload, { headers, services, body: chunks(10).body });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(' 1000');
  });

  test('rejects a body over the limit, whatever length is declared', async () => {
    for (const declared of [undefined, '5']) {
      const response = await call(upload, {
        headers: { ...headers, ...(declared && { 'content-length': declared }) },
        services,
        body: chunks(11).body,
      });
      expect(await problem(response)).toMatchObject({
        status: 413,
        code: 'body_too_large',
        maximumBytes: limit,
      });
    }
  });

  test('responds before the complete body is received, then drains the rest', async () => {
    const { seen, body } = chunks(500);
    const response = await call(upload, { headers, services, body });
    expect(response.status).toBe(413);
    expect(seen.pulled).toBeLessThan(50);
    await expect.poll(() => seen).toEqual({ pulled: 500, ended: true });
  });

  test('stops draining after a bounded number of bytes', async () => {
    const { seen, body } = chunks(100_000, { size: 100_000 });
    await call(upload, { headers, services, body });
    await expect.poll(() => seen.ended, { timeout: 15_000 }).toBe(true);
    expect(seen.pulled).toBeLessThan(400);
  });

  test('logs an upload that ends early at debug level only', async () => {
    const quiet = testServices({ maximumInputBytes: limit });
    const response = await call(upload, {
      headers,
      services: quiet.services,
      body: chunks(9, { failAt: 3 }).body,
    });
    expect(await problem(response)).toMatchObject({ status: 400, code: 'bad_request' });
    expect(quiet.lines.map(({ level }) => level)).toEqual(['debug']);
  });
});

test('rejects a declared length over the limit without reading the body', async () => {
  const { seen, body } = chunks(1);
  const headers = { 'content-type': 'application/json', 'content-length': '1001' };
  expect((await call(json, { headers, body })).status).toBe(413);
  expect(seen.pulled).toBe(0);
});

test('compares the content type without parameters and case', async () => {
  const headers = { 'content-type': 'Application/JSON; x=y' };
  expect(await (await call(json, { headers, body: '"abc"' })).json()).toEqual({ text: 'abc' });
});

test.each([
  [{}, 'file application/octet-stream 3'],
  [{ 'content-type': 'Text/Plain; charset=utf-8' }, 'file text/plain 3'],
  [{ 'content-disposition': 'attachment; filename="../a b.docx"' }, 'a b.docx application/octet-stream 3'],
  [{ 'content-disposition': "attachment; filename*=UTF-8''%C3%BC.txt" }, 'ü.txt application/octet-stream 3'],
  [{ 'content-disposition': ';;;' }, 'file application/octet-stream 3'],
])(
  'reads name and type of a raw file from the headers %j',
  async (headers: Record<string, string>, expected) => {
    expect(await (await call(upload, { services, headers, body: Buffer.from('abc') })).json()).toEqual({
      text: expected,
    });
  },
);

test('an endpoint without a declared body does not read the request body', async () => {
  const none = endpoint({ ...plain, name: 'none', handler: () => ({ status: 200, body: { text: 'ok' } }) });
  const { seen, body } = chunks(3);
  expect((await call(none, { body })).status).toBe(200);
  expect(seen.pulled).toBe(0);
});
