import { beforeAll, describe, expect, test } from 'vitest';
import { publishKeys, publishKeysUnderApi } from '../../functions/api/publishKeys.ts';
import { type App, startApp } from '../harness/app.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';
import { authorityFor, keysBefore, publishOf, type Sent, type TestAuthority } from './authority.ts';

let services: TestServices;
let authority: TestAuthority;
beforeAll(async () => {
  services = await testServices();
  authority = await authorityFor(services);
});
const good = async (): Promise<Sent> =>
  publishOf(authority, keysBefore(services.clock.now()), services.clock.now());
const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  call(publishKeys, { body, headers: { 'content-type': 'application/json', ...headers }, services });

describe('a request that cannot be read is answered in the words of the publish API:', () => {
  test.each<[string, string | Uint8Array, Record<string, string>, number, RegExp]>([
    ['no JSON', '{"a', {}, 400, /not valid JSON/],
    ['nothing', '', {}, 400, /JSON/],
    ['a list', '[]', {}, 400, /\/body/],
    ['an unknown field', '{"regions":["US"]}', {}, 400, /\/body\/regions/],
    [
      'an unknown field of a key',
      '{"temporaryExposureKeys":[{"id":1}]}',
      {},
      400,
      /\/body\/temporaryExposureKeys\/0\/id/,
    ],
    [
      'more than 30 keys, however bad they are',
      JSON.stringify({ temporaryExposureKeys: Array.from({ length: 32_000 }, () => 1) }),
      {},
      400,
      /^error [^:]+: [^:]+: see `issues`\. at \/body\/temporaryExposureKeys: too many exposure keys in publish: 32000, max of 30 is allowed$/,
    ],
    ['a key that is no text', '{"temporaryExposureKeys":[{"key":1}]}', {}, 400, /\/key/],
    [
      'a start that is no whole number',
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
      'a date in place of an interval',
      '{"symptomOnsetInterval":"2026-11-01"}',
      {},
      400,
      /symptomOnsetInterval/,
    ],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400, /JSON/],
    ['another content type', '{}', { 'content-type': 'text/plain' }, 415, /application\/json/],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415, /UTF-8/],
    ['more than 64 KiB', JSON.stringify({ padding: 'x'.repeat(65_536) }), {}, 413, /too large/],
  ])('%s', async (_, body, headers, status, error) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-api-version')).toBe('v1');
    const said = (await answer.json()) as Record<string, string>;
    expect(Object.keys(said).toSorted()).toEqual(['code', 'error', 'padding']);
    expect(said.code).toBe('bad_request');
    expect(said.error).toMatch(error);
    expect(said.padding?.length).toBeGreaterThanOrEqual(1366);
  });
});

describe('a request', () => {
  test('of exactly 64 KiB is read', async () => {
    const sent = { ...(await good()), padding: '' };
    const padding = 'A'.repeat(65_536 - JSON.stringify(sent).length);
    const body = JSON.stringify({ ...sent, padding });
    expect(Buffer.byteLength(body)).toBe(65_536);
    expect((await post(body)).status).toBe(200);
  });

  test('may leave out what it does not need, or send null', async () => {
    const { padding: _, revisionToken: __, ...sent } = await good();
    expect((await post(JSON.stringify({ ...sent, revisionToken: null, traveler: null }))).status).toBe(200);
    const said = await (await post('{}')).json();
    expect(said).toMatchObject({ code: 'unknown_health_authority_id' });
  });

  test('with some bad keys is taken for the others, and says which', async () => {
    const [one, two, three] = keysBefore(services.clock.now());
    const keys = [
      one,
      { ...two, key: '!' },
      { ...three, rollingPeriod: 145 },
    ] as Sent['temporaryExposureKeys'];
    const answer = await post(JSON.stringify(await publishOf(authority, keys, services.clock.now())));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      insertedExposures: 1,
      code: 'partial_failure',
      error: expect.stringMatching(/key 1 .*key 2 /),
      revisionToken: expect.any(String),
    });
  });

  test('is the same at both addresses', async () => {
    const body = JSON.stringify(await good());
    const other = await call(publishKeysUnderApi, { body, services });
    expect(await other.json()).toMatchObject({ insertedExposures: 3 });
    expect((await post(body)).status).toBe(200);
    expect([publishKeys.facts.route, publishKeysUnderApi.facts.route]).toEqual([
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

  test('a publish is taken at both addresses', async () => {
    services.clock.advance({ seconds: (Date.now() - services.clock.now().getTime()) / 1000 });
    const body = JSON.stringify(await good());
    for (const path of ['/v1/publish', '/api/v1/publish']) expect((await send(path, body)).status).toBe(200);
  });

  test('chaff is answered, and a body that says it is too long refused', async () => {
    const chaff = await send('/v1/publish', '{}', { 'x-chaff': '1' });
    expect(chaff.status).toBe(200);
    expect(await chaff.json()).toHaveProperty('padding');
    const long = await send('/v1/publish', 'x'.repeat(70_000));
    expect(long.status).toBe(413);
    expect(await long.json()).toMatchObject({ code: 'bad_request' });
  });
});
