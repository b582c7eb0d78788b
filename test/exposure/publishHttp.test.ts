import { beforeAll, describe, expect, test } from 'vitest';
import { publishKeys, publishKeysUnderApi } from '../../functions/api/publishKeys.ts';
import { type App, startApp } from '../harness/app.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';
import { authorityFor, keysBefore, type PublishPayload, publishOf, type TestAuthority } from './authority.ts';

let services: TestServices;
let authority: TestAuthority;
beforeAll(async () => {
  services = await testServices();
  authority = await authorityFor(services);
});
const validPublish = async (): Promise<PublishPayload> =>
  publishOf(authority, keysBefore(services.clock.now()), services.clock.now());
const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  call(publishKeys, { body, headers: { 'content-type': 'application/json', ...headers }, services });

describe('rejects in the format of the publish API', () => {
  test.each<[string, string | Uint8Array, Record<string, string>, number, RegExp]>([
    ['invalid JSON', '{"a', {}, 400, /not valid JSON/],
    ['an empty body', '', {}, 400, /JSON/],
    ['an array', '[]', {}, 400, /\/body/],
    ['an unknown field', '{"regions":["US"]}', {}, 400, /\/body\/regions/],
    [
      'an unknown field of a key',
      '{"temporaryExposureKeys":[{"id":1}]}',
      {},
      400,
      /\/body\/temporaryExposureKeys\/0\/id/,
    ],
    [
      'more than 30 keys, valid or not',
      JSON.stringify({ temporaryExposureKeys: Array.from({ length: 32_000 }, () => 1) }),
      {},
      400,
      /^error [^:]+: [^:]+ See `issues`\. at \/body\/temporaryExposureKeys: too many exposure keys in publish: 32000, max of 30 is allowed$/,
    ],
    ['a key that is not a string', '{"temporaryExposureKeys":[{"key":1}]}', {}, 400, /\/key/],
    [
      'a start that is not an integer',
      '{"temporaryExposureKeys":[{"rollingStartNumber":1.5}]}',
      {},
      400,
      /rollingStartNumber/,
    ],
    [
      'a start beyond 32 bits',
      '{"temporaryExposureKeys":[{"rollingStartNumber":2147483648}]}',
      {},
      400,
      /rollingStartNumber/,
    ],
    [
      'a date instead of an interval',
      '{"symptomOnsetInterval":"2026-11-01"}',
      {},
      400,
      /symptomOnsetInterval/,
    ],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, /JSON/],
    ['another content type', '{}', { 'content-type': 'text/plain' }, 415, /application\/json/],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415, /UTF-8/],
    ['a body larger than 64 KiB', JSON.stringify({ padding: 'x'.repeat(65_536) }), {}, 413, /too large/],
  ])('%s', async (_, body, headers, status, error) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-api-version')).toBe('v1');
    const responseBody = (await answer.json()) as Record<string, string>;
    expect(Object.keys(responseBody).toSorted()).toEqual(['code', 'error', 'padding']);
    expect(responseBody.code).toBe('bad_request');
    expect(responseBody.error).toMatch(error);
    expect(responseBody.padding?.length).toBeGreaterThanOrEqual(1366);
  });
});

describe('a request', () => {
  test('of exactly 64 KiB is accepted', async () => {
    const sent = { ...(await validPublish()), padding: '' };
    const padding = 'A'.repeat(65_536 - JSON.stringify(sent).length);
    const body = JSON.stringify({ ...sent, padding });
    expect(Buffer.byteLength(body)).toBe(65_536);
    expect((await post(body)).status).toBe(200);
  });

  test('may omit optional fields or set them to null', async () => {
    const { padding: _, revisionToken: __, ...sent } = await validPublish();
    expect((await post(JSON.stringify({ ...sent, revisionToken: null, traveler: null }))).status).toBe(200);
    const empty = await (await post('{}')).json();
    expect(empty).toMatchObject({ code: 'unknown_health_authority_id' });
  });

  test('with some invalid keys stores the others and lists the invalid ones', async () => {
    const [one, two, three] = keysBefore(services.clock.now());
    const keys = [
      one,
      { ...two, key: '!' },
      { ...three, rollingPeriod: 145 },
    ] as PublishPayload['temporaryExposureKeys'];
    const answer = await post(JSON.stringify(await publishOf(authority, keys, services.clock.now())));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      insertedExposures: 1,
      code: 'partial_failure',
      error: expect.stringMatching(/key 1 .*key 2 /),
      revisionToken: expect.any(String),
    });
  });

  test('gives the same result at both paths', async () => {
    const body = JSON.stringify(await validPublish());
    const other = await call(publishKeysUnderApi, { body, services });
    expect(await other.json()).toMatchObject({ insertedExposures: 3 });
    expect((await post(body)).status).toBe(200);
    expect([publishKeys.metadata.route, publishKeysUnderApi.metadata.route]).toEqual([
      'v1/publish',
      'api/v1/publish',
    ]);
  });
});

describe('over HTTP', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({ tenant: services.tenant, role: 'api' });
    return () => app.host.stop();
  }, 60_000);
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    app.call('POST', path, { body, headers: { 'content-type': 'application/json', ...headers } });

  test('a publish is accepted at both paths', async () => {
    services.clock.advance({ seconds: (Date.now() - services.clock.now().getTime()) / 1000 });
    const body = JSON.stringify(await validPublish());
    for (const path of ['/v1/publish', '/api/v1/publish']) expect((await send(path, body)).status).toBe(200);
  });

  test.each(['/v1/publish', '/api/v1/publish'])('%s refuses other methods and names POST', async (path) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
      const answer = await app.call(method, path, { headers: { 'x-chaff': '1' } });
      expect([answer.status, answer.headers.get('allow')], method).toEqual([405, 'POST, OPTIONS']);
    }
    expect((await app.call('OPTIONS', path, {})).headers.get('allow')).toBe('POST, OPTIONS');
  });

  test('chaff is answered, and a body with a too large Content-Length is rejected', async () => {
    const chaff = await send('/v1/publish', '{}', { 'x-chaff': '1' });
    expect(chaff.status).toBe(200);
    expect(await chaff.json()).toHaveProperty('padding');
    const long = await send('/v1/publish', 'x'.repeat(70_000));
    expect(long.status).toBe(413);
    expect(await long.json()).toMatchObject({ code: 'bad_request' });
  });
});
