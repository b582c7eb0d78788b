import { Readable } from 'node:stream';
import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { jsonBody } from '../../shared/http/jsonBody.ts';
import { call, problem, testServices } from './call.ts';

const plain = { method: 'GET', route: 'x', summary: 'A test', tag: 'test', auth: 'none' } as const;
const ok = { 200: { description: 'Well', body: z.object({ said: z.string() }) } } as const;

const add = endpoint({
  ...plain,
  name: 'add',
  method: 'POST',
  route: 'v1/add/{id}',
  auth: 'device',
  params: z.object({ id: z.string().regex(/^\d+$/) }),
  query: z.object({ limit: z.coerce.number().int().max(10).default(3) }),
  headers: z.object({ 'x-sign': z.enum(['plus', 'minus']).optional() }),
  body: jsonBody(z.strictObject({ a: z.number(), inner: z.strictObject({ b: z.string() }).optional() }), {
    maximumBytes: 100,
  }),
  responses: {
    201: {
      description: 'Added',
      body: z.object({ sum: z.number(), who: z.string() }),
      headers: { Location: 'Where' },
    },
  },
  handler: async ({ params, query, headers, body, caller }) => ({
    status: 201,
    body: { sum: headers['x-sign'] === 'minus' ? -body.a : body.a + query.limit, who: caller.deviceId },
    headers: { Location: `/v1/sums/${params.id}` },
  }),
});
const good = {
  path: '/v1/add/7?limit=4',
  params: { id: '7' },
  headers: { authorization: 'Bearer device' },
  body: '{"a":1}',
};

function throwing(name: string, thrown: unknown) {
  return endpoint({
    ...plain,
    name,
    responses: ok,
    handler: () => {
      throw thrown;
    },
  });
}

describe('a good request', () => {
  test('is parsed, handled and answered', async () => {
    const response = await call(add, good);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ sum: 5, who: 'one' });
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-length': '21',
      'content-type': 'application/json',
      location: '/v1/sums/7',
      'x-content-type-options': 'nosniff',
    });
  });

  test('may leave out what has a default', async () => {
    expect(await (await call(add, { ...good, path: '/v1/add/7' })).json()).toMatchObject({ sum: 4 });
  });

  test('is asked for the declared headers', async () => {
    const headers = { ...good.headers, 'x-sign': 'minus', 'x-other': 'whatever' };
    expect(await (await call(add, { ...good, headers })).json()).toMatchObject({ sum: -1 });
  });

  test('may be empty where the body is optional', async () => {
    const optional = endpoint({
      ...plain,
      name: 'optional',
      method: 'POST',
      body: jsonBody(z.strictObject({ a: z.number() }), { optional: true }),
      responses: ok,
      handler: ({ body }) => ({ status: 200, body: { said: `${body?.a}` } }),
    });
    expect(await (await call(optional)).json()).toEqual({ said: 'undefined' });
    expect(await (await call(optional, { body: '{"a":2}' })).json()).toEqual({ said: '2' });
    expect(
      (await call(optional, { body: Buffer.from('{"a":2}'), headers: { 'content-type': 'a/b' } })).status,
    ).toBe(415);
  });
});

describe('what is wrong with a request', () => {
  test.each([
    ['no credential', { headers: {} }, 401, 'unauthorized'],
    [
      'another content type',
      { headers: { ...good.headers, 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    [
      'another charset',
      { headers: { ...good.headers, 'content-type': 'application/json; charset=latin1' } },
      415,
      'unsupported_media_type',
    ],
    ['no content type', { body: Buffer.from('{"a":1}') }, 415, 'unsupported_media_type'],
    [
      'too long a body',
      { body: JSON.stringify({ a: 1, inner: { b: 'x'.repeat(100) } }) },
      413,
      'body_too_large',
    ],
    ['no JSON', { body: '{"a":1' }, 400, 'invalid_json'],
    ['an empty body', { body: '' }, 400, 'invalid_json'],
    [
      'no UTF-8',
      {
        body: Buffer.from([0x22, 0xff, 0x22]),
        headers: { ...good.headers, 'content-type': 'application/json' },
      },
      400,
      'invalid_json',
    ],
  ])('%s', async (_, change, status, code) => {
    const response = await call(add, { ...good, ...change });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
    expect(await problem(response)).toMatchObject({
      status,
      code,
      type: `/docs/errors#${code}`,
      retryable: false,
    });
    expect(response.status).toBe(status);
  });

  test.each([
    ['an unknown query name', { path: '/?limit=1&limits=2' }, '/query/limits'],
    ['a query name given twice', { path: '/?limit=1&limit=2' }, '/query/limit'],
    ['a query value out of bounds', { path: '/?limit=11' }, '/query/limit'],
    ['a route value of the wrong form', { params: { id: 'x' } }, '/params/id'],
    ['a header of the wrong form', { headers: { ...good.headers, 'x-sign': 'both' } }, '/headers/x-sign'],
  ])('%s', async (_, change, path) => {
    const said = await problem(await call(add, { ...good, ...change }));
    expect(said).toMatchObject({ status: 400, code: 'invalid_parameter', issues: [{ path }] });
  });

  test.each([
    ['{"a":"1"}', '/body/a'],
    ['{"a":1,"c~/d":1}', '/body/c~0~1d'],
    ['{"a":1,"inner":{"b":"","c":1}}', '/body/inner/c'],
    ['{"a":1,"__proto__":{"b":1}}', '/body/__proto__'],
    ['[]', '/body'],
  ])('a body of the wrong form: %s', async (body, path) => {
    const said = await problem(await call(add, { ...good, body }));
    expect(said).toMatchObject({
      status: 400,
      code: 'bad_request',
      issues: [{ path, message: expect.any(String) }],
    });
  });

  test('is told of no more than twenty things', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i, 1]));
    const wide = endpoint({
      ...plain,
      name: 'wide',
      method: 'POST',
      body: jsonBody(z.strictObject({})),
      responses: ok,
      handler: () => ({ status: 200, body: { said: '' } }),
    });
    expect((await problem(await call(wide, { body: JSON.stringify(many) }))).issues).toHaveLength(20);
  });
});

describe('the order of checks', () => {
  test('a stranger learns nothing about the body', async () => {
    expect((await call(add, { ...good, headers: {}, body: 'x'.repeat(1000) })).status).toBe(401);
  });
  test('the gateway comes before the credential, the content type before the length', async () => {
    const { services } = testServices({ frontDoorId: '4ad1d1d4-5ad1-4c52-9f2c-2f0e8a2a7a10' });
    expect((await call(add, { ...good, headers: {}, services })).status).toBe(403);
    const headers = { ...good.headers, 'content-type': 'text/plain', 'content-length': '1000' };
    expect((await call(add, { ...good, headers })).status).toBe(415);
  });
});

describe('the gateway header', () => {
  const frontDoorId = '4ad1d1d4-5ad1-4c52-9f2c-2f0e8a2a7a10';
  const open = endpoint({
    ...plain,
    name: 'open',
    responses: ok,
    handler: () => ({ status: 200, body: { said: 'yes' } }),
  });
  const health = endpoint({
    ...plain,
    name: 'exempt',
    gateway: 'exempt',
    responses: ok,
    handler: () => ({ status: 200, body: { said: 'yes' } }),
  });
  test.each([
    ['right', { 'x-azure-fdid': frontDoorId }, 200],
    ['right in capitals', { 'x-azure-fdid': frontDoorId.toUpperCase() }, 200],
    ['wrong', { 'x-azure-fdid': '4ad1d1d4-5ad1-4c52-9f2c-2f0e8a2a7a11' }, 403],
    ['short', { 'x-azure-fdid': '4ad1' }, 403],
    ['given twice', { 'x-azure-fdid': `${frontDoorId}, ${frontDoorId}` }, 403],
    ['absent', {}, 403],
  ])('%s', async (_, headers: Record<string, string>, status) => {
    const { services } = testServices({ frontDoorId });
    expect((await call(open, { headers, services })).status).toBe(status);
  });
  test('is not asked for without a configured one, nor of health', async () => {
    expect((await call(open)).status).toBe(200);
    expect((await call(health, { services: testServices({ frontDoorId }).services })).status).toBe(200);
  });
});

describe('a handler that throws', () => {
  const secret = 'password=hunter2';
  test.each([
    ['Error', new Error(secret)],
    ['String', secret],
    ['Undefined', undefined],
    ['Null', null],
    ['Frozen', Object.freeze({ status: 418, secret })],
  ])('%s is a bare 500', async (name, thrown) => {
    const { services, lines } = testServices();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const response = await call(throwing(`throws${name}`, thrown), { services, traceparent });
    expect(await response.json()).toEqual({
      type: '/docs/errors#internal',
      title: 'Internal Server Error',
      status: 500,
      detail: expect.any(String),
      code: 'internal',
      retryable: true,
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
    expect(lines).toMatchObject([{ level: 'error', fields: { function: `throws${name}` } }]);
  });

  test('an error of the catalogue says what it says', async () => {
    const thrown = new ConveyorError('unavailable', {
      headers: { 'Retry-After': '7' },
      members: { limit: 3 },
    });
    const response = await call(throwing('throttled', thrown));
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await problem(response)).toMatchObject({
      status: 503,
      code: 'unavailable',
      limit: 3,
      retryable: true,
    });
  });

  test('members cannot take the place of what a problem always has', async () => {
    const thrown = new ConveyorError('conflict', { members: { status: 200, code: 'fine' } });
    expect(await problem(await call(throwing('masked', thrown)))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
  });

  test('a log that throws costs nobody the answer', async () => {
    const { services } = testServices();
    const broken = () => {
      throw new Error('no log');
    };
    const deaf = { ...services, log: { debug: broken, info: broken, warn: broken, error: broken } };
    expect((await call(throwing('unlogged', new Error('x')), { services: deaf })).status).toBe(500);
  });

  test.each([
    ['undefined', undefined],
    ['another status', { status: 299, body: {} }],
    ['another body', { status: 200, body: { said: 3 } }],
  ])('or gives what was not declared, is a bare 500: %s', async (name, given) => {
    const wrong = endpoint({ ...plain, name: `gives ${name}`, responses: ok, handler: () => given as never });
    expect(await problem(await call(wrong))).toMatchObject({ status: 500, code: 'internal' });
  });
});

describe('an answer', () => {
  const files = endpoint({
    ...plain,
    name: 'files',
    query: z.object({ kind: z.string() }),
    responses: {
      200: { description: 'Bytes', body: { contentType: ['text/plain', 'a/b'] } },
      204: { description: 'None' },
    },
    handler: ({ query }) => {
      if (query.kind === 'none') return { status: 204 };
      if (query.kind === 'web')
        return { status: 200, body: new Response('web').body as never, contentType: 'a/b' };
      if (query.kind === 'node')
        return { status: 200, body: Readable.from([Buffer.from('node')]), contentLength: 4 };
      if (query.kind === 'bytes') return { status: 200, body: Buffer.from('bytes') };
      return { status: 200, body: 'ünï', headers: { 'Cache-Control': 'public' } };
    },
  });
  test.each([
    ['web', 'web', 'a/b', null],
    ['node', 'node', 'text/plain', '4'],
    ['bytes', 'bytes', 'text/plain', '5'],
    ['text', 'ünï', 'text/plain', '5'],
  ])('of %s', async (kind, text, type, length) => {
    const response = await call(files, { path: `/?kind=${kind}` });
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-length')).toBe(length);
  });
  test('may be none', async () => {
    const response = await call(files, { path: '/?kind=none' });
    expect([response.status, response.body, response.headers.get('content-type')]).toEqual([204, null, null]);
  });
  test('may say itself how long it is kept', async () => {
    expect((await call(files, { path: '/?kind=text' })).headers.get('cache-control')).toBe('public');
  });
  test('to HEAD is the head of GET, its stream let go', async () => {
    const response = await call(files, { path: '/?kind=node', method: 'HEAD' });
    expect([response.status, response.body, response.headers.get('content-length')]).toEqual([
      200,
      null,
      '4',
    ]);
    const failed = await call(throwing('headless', new Error('x')), { method: 'HEAD' });
    expect([failed.status, failed.body]).toEqual([500, null]);
  });
  test('has no field that was not declared', async () => {
    const leaky = endpoint({
      ...plain,
      name: 'leaky',
      responses: ok,
      handler: () => {
        const record = { said: 'yes', secretHash: 'x' };
        return { status: 200, body: record };
      },
    });
    expect(await (await call(leaky)).json()).toEqual({ said: 'yes' });
  });
});

test('two endpoints cannot share a name', () => {
  expect(() => throwing('ADD', undefined)).toThrow(/two functions named/);
});

test('a fault of the configuration is what every endpoint answers', async () => {
  const request = new HttpRequest({ method: 'GET', url: 'https://conveyor.example/' });
  const logged: unknown[] = [];
  const context = new InvocationContext({ logHandler: (level) => void logged.push(level) });
  const answer = await throwing('unconfigured', undefined).handler(request, context);
  expect([answer.status, logged]).toEqual([503, ['error']]);
});
