import { Readable } from 'node:stream';
import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConveyorError } from '../../shared/errors.ts';
import { jsonBody } from '../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { devices } from '../../shared/identity/access.ts';
import { type Call, call, deviceId, deviceToken, problem, testServices } from './call.ts';

const plain = { method: 'GET', route: 'x', summary: 'A test', tag: 'test', auth: 'none' } as const;
const ok = { 200: { description: 'Success', body: z.object({ text: z.string() }) } } as const;

const add = endpoint({
  ...plain,
  name: 'add',
  method: 'POST',
  route: 'v1/add/{id}',
  auth: devices,
  params: z.object({ id: z.string().regex(/^\d+$/) }),
  query: z.object({ limit: z.coerce.number().int().max(10).default(3) }),
  headers: z.object({ 'x-sign': z.enum(['plus', 'minus']).optional() }),
  body: jsonBody(z.strictObject({ a: z.number(), inner: z.strictObject({ b: z.string() }).optional() }), {
    maximumBytes: 100,
  }),
  responses: {
    201: {
      description: 'Added',
      body: z.object({ sum: z.number(), caller: z.string() }),
      headers: { Location: 'The sum' },
    },
  },
  handler: async ({ params, query, headers, body, caller }) => ({
    status: 201,
    body: { sum: headers['x-sign'] === 'minus' ? -body.a : body.a + query.limit, caller: caller.callerId },
    headers: { Location: `/v1/sums/${params.id}` },
  }),
});
const validRequest = {
  path: '/v1/add/7?limit=4',
  params: { id: '7' },
  headers: { authorization: `Bearer ${deviceToken}` },
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

describe('a valid request', () => {
  test('is parsed and handled, and receives the declared response', async () => {
    const response = await call(add, validRequest);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ sum: 5, caller: deviceId });
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-length': '57',
      'content-type': 'application/json',
      location: '/v1/sums/7',
      'x-content-type-options': 'nosniff',
    });
  });

  test('may omit parameters that have a default', async () => {
    expect(await (await call(add, { ...validRequest, path: '/v1/add/7' })).json()).toMatchObject({ sum: 4 });
  });

  test('passes the declared headers to the handler', async () => {
    const headers = { ...validRequest.headers, 'x-sign': 'minus', 'x-other': 'any' };
    expect(await (await call(add, { ...validRequest, headers })).json()).toMatchObject({ sum: -1 });
  });

  test('may have no body if the body is optional', async () => {
    const optional = endpoint({
      ...plain,
      name: 'optional',
      method: 'POST',
      body: jsonBody(z.strictObject({ a: z.number() }), { optional: true }),
      responses: ok,
      handler: ({ body }) => ({ status: 200, body: { text: `${body?.a}` } }),
    });
    expect(await (await call(optional)).json()).toEqual({ text: 'undefined' });
    expect(await (await call(optional, { body: '{"a":2}' })).json()).toEqual({ text: '2' });
    expect(
      (await call(optional, { body: Buffer.from('{"a":2}'), headers: { 'content-type': 'a/b' } })).status,
    ).toBe(415);
  });
});

describe('an invalid request is rejected', () => {
  test.each([
    ['without a credential', { headers: {} }, 401, 'unauthorized'],
    [
      'with an unsupported content type',
      { headers: { ...validRequest.headers, 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    [
      'with an unsupported charset',
      { headers: { ...validRequest.headers, 'content-type': 'application/json; charset=latin1' } },
      415,
      'unsupported_media_type',
    ],
    ['without a content type', { body: Buffer.from('{"a":1}') }, 415, 'unsupported_media_type'],
    [
      'with a body over the limit',
      { body: JSON.stringify({ a: 1, inner: { b: 'x'.repeat(100) } }) },
      413,
      'body_too_large',
    ],
    ['with malformed JSON', { body: '{"a":1' }, 400, 'invalid_json'],
    ['with an empty body', { body: '' }, 400, 'invalid_json'],
    [
      'with a body that is not UTF-8',
      {
        body: Buffer.from([0x22, 0xff, 0x22]),
        headers: { ...validRequest.headers, 'content-type': 'application/json' },
      },
      400,
      'invalid_json',
    ],
  ])('%s', async (_, change, status, code) => {
    const response = await call(add, { ...validRequest, ...change });
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
    ['with an unknown query parameter', { path: '/?limit=1&limits=2' }, '/query/limits'],
    ['with a repeated query parameter', { path: '/?limit=1&limit=2' }, '/query/limit'],
    ['with a query parameter out of range', { path: '/?limit=11' }, '/query/limit'],
    ['with an invalid path parameter', { params: { id: 'x' } }, '/params/id'],
    ['with an invalid header', { headers: { ...validRequest.headers, 'x-sign': 'both' } }, '/headers/x-sign'],
  ])('%s', async (_, change, path) => {
    const document = await problem(await call(add, { ...validRequest, ...change }));
    expect(document).toMatchObject({ status: 400, code: 'invalid_parameter', issues: [{ path }] });
  });

  test.each([
    ['{"a":"1"}', '/body/a'],
    ['{"a":1,"c~/d":1}', '/body/c~0~1d'],
    ['{"a":1,"inner":{"b":"","c":1}}', '/body/inner/c'],
    ['{"a":1,"__proto__":{"b":1}}', '/body/__proto__'],
    ['[]', '/body'],
  ])('with the invalid body %s', async (body, path) => {
    const document = await problem(await call(add, { ...validRequest, body }));
    expect(document).toMatchObject({
      status: 400,
      code: 'bad_request',
      issues: [{ path, message: expect.any(String) }],
    });
  });

  test('with at most twenty issues', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i, 1]));
    const wide = endpoint({
      ...plain,
      name: 'wide',
      method: 'POST',
      body: jsonBody(z.strictObject({})),
      responses: ok,
      handler: () => ({ status: 200, body: { text: '' } }),
    });
    expect((await problem(await call(wide, { body: JSON.stringify(many) }))).issues).toHaveLength(20);
  });
});

describe('the order of checks', () => {
  test('rejects a missing credential before it validates the body', async () => {
    expect((await call(add, { ...validRequest, headers: {}, body: 'x'.repeat(1000) })).status).toBe(401);
  });
  test('checks the gateway before the credential, and the content type before the length', async () => {
    const { services } = testServices({ frontDoorId: '4ad1d1d4-5ad1-4c52-9f2c-2f0e8a2a7a10' });
    expect((await call(add, { ...validRequest, headers: {}, services })).status).toBe(403);
    const headers = { ...validRequest.headers, 'content-type': 'text/plain', 'content-length': '1000' };
    expect((await call(add, { ...validRequest, headers })).status).toBe(415);
  });
});

describe('the gateway header', () => {
  const frontDoorId = '4ad1d1d4-5ad1-4c52-9f2c-2f0e8a2a7a10';
  const open = endpoint({
    ...plain,
    name: 'open',
    responses: ok,
    handler: () => ({ status: 200, body: { text: 'yes' } }),
  });
  const health = endpoint({
    ...plain,
    name: 'exempt',
    gateway: 'exempt',
    responses: ok,
    handler: () => ({ status: 200, body: { text: 'yes' } }),
  });
  test.each([
    ['correct', { 'x-azure-fdid': frontDoorId }, 200],
    ['correct in upper case', { 'x-azure-fdid': frontDoorId.toUpperCase() }, 200],
    ['wrong', { 'x-azure-fdid': '4ad1d1d4-5ad1-4c52-9f2c-2f0e8a2a7a11' }, 403],
    ['too short', { 'x-azure-fdid': '4ad1' }, 403],
    ['repeated', { 'x-azure-fdid': `${frontDoorId}, ${frontDoorId}` }, 403],
    ['absent', {}, 403],
  ])('that is %s', async (_, headers: Record<string, string>, status) => {
    const { services } = testServices({ frontDoorId });
    expect((await call(open, { headers, services })).status).toBe(status);
  });
  test('is not required without a configured profile, nor by exempt endpoints', async () => {
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
  ])('%s yields a bare 500', async (name, thrown) => {
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

  test('a catalogued error yields its status, code, members and headers', async () => {
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

  test('members of an error cannot override the standard members', async () => {
    const thrown = new ConveyorError('conflict', { members: { status: 200, code: 'fine' } });
    expect(await problem(await call(throwing('masked', thrown)))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
  });

  test('the client receives the response even if the log throws', async () => {
    const { services } = testServices();
    const broken = () => {
      throw new Error('no log');
    };
    const withBrokenLog = { ...services, log: { debug: broken, info: broken, warn: broken, error: broken } };
    expect((await call(throwing('unlogged', new Error('x')), { services: withBrokenLog })).status).toBe(500);
  });

  test.each([
    ['undefined', undefined],
    ['an undeclared status', { status: 299, body: {} }],
    ['an undeclared body', { status: 200, body: { text: 3 } }],
  ])('an undeclared result yields a bare 500: %s', async (name, result) => {
    const wrong = endpoint({
      ...plain,
      name: `returns ${name}`,
      responses: ok,
      handler: () => result as never,
    });
    expect(await problem(await call(wrong))).toMatchObject({ status: 500, code: 'internal' });
  });
});

describe('a response', () => {
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
  ])('has the body and headers of a result of kind %s', async (kind, text, type, length) => {
    const response = await call(files, { path: `/?kind=${kind}` });
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-length')).toBe(length);
  });
  test('may have no body', async () => {
    const response = await call(files, { path: '/?kind=none' });
    expect([response.status, response.body, response.headers.get('content-type')]).toEqual([204, null, null]);
  });
  test('may override Cache-Control', async () => {
    expect((await call(files, { path: '/?kind=text' })).headers.get('cache-control')).toBe('public');
  });
  test('echoes a valid X-Correlation-Id, unless a cache may store it', async () => {
    const echoed = async (given: Call, endpoint = files) =>
      (await call(endpoint, { ...given, headers: { 'x-correlation-id': 'order-7' } })).headers.get(
        'x-correlation-id',
      );
    expect(await echoed({ path: '/?kind=text' })).toBeNull();
    expect(await echoed({ path: '/?kind=bytes' })).toBe('order-7');
    expect(await echoed({}, throwing('throwsWithCorrelation', new ConveyorError('not_found')))).toBe(
      'order-7',
    );
    const invalid = await call(files, { path: '/?kind=bytes', headers: { 'x-correlation-id': 'two words' } });
    expect(invalid.headers.get('x-correlation-id')).toBeNull();
  });

  test('to HEAD has the headers of GET and no body', async () => {
    const response = await call(files, { path: '/?kind=node', method: 'HEAD' });
    expect([response.status, response.body, response.headers.get('content-length')]).toEqual([
      200,
      null,
      '4',
    ]);
    const failed = await call(throwing('headless', new Error('x')), { method: 'HEAD' });
    expect([failed.status, failed.body]).toEqual([500, null]);
  });
  test('contains declared fields only', async () => {
    const leaky = endpoint({
      ...plain,
      name: 'leaky',
      responses: ok,
      handler: () => {
        const record = { text: 'yes', secretHash: 'x' };
        return { status: 200, body: record };
      },
    });
    expect(await (await call(leaky)).json()).toEqual({ text: 'yes' });
  });
});

test('rejects two endpoints with the same name', () => {
  expect(() => throwing('ADD', undefined)).toThrow(/Two functions are named/);
});

test('responds 503 if the configuration is invalid', async () => {
  const request = new HttpRequest({ method: 'GET', url: 'https://conveyor.example/' });
  const logged: unknown[] = [];
  const context = new InvocationContext({ logHandler: (level) => void logged.push(level) });
  const response = await throwing('unconfigured', undefined).handler(request, context);
  expect([response.status, logged]).toEqual([503, ['error']]);
});
