import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { deleteHealthAuthority } from '../../functions/admin/exposure/deleteHealthAuthority.ts';
import { deleteRegion } from '../../functions/admin/exposure/deleteRegion.ts';
import { getHealthAuthority } from '../../functions/admin/exposure/getHealthAuthority.ts';
import { getRegion } from '../../functions/admin/exposure/getRegion.ts';
import { listHealthAuthorities } from '../../functions/admin/exposure/listHealthAuthorities.ts';
import { listRegions } from '../../functions/admin/exposure/listRegions.ts';
import { putHealthAuthority } from '../../functions/admin/exposure/putHealthAuthority.ts';
import { putRegion } from '../../functions/admin/exposure/putRegion.ts';
import { register } from '../../shared/identity/register.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';

let services: TestServices;
let operator: string;
beforeAll(async () => {
  services = await testServices();
  operator = `Bearer ${(await services.vault.current('operator-key')).value}`;
});

const pem = (namedCurve: string, type: 'public' | 'private' = 'public') => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
  return type === 'public'
    ? publicKey.export({ type: 'spki', format: 'pem' }).toString()
    : privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};
const key = { kid: 'v1', publicKey: pem('P-256'), validFrom: '2026-01-01T00:00:00Z' };
const authority = {
  name: 'One',
  issuer: 'one.example',
  audience: 'keys.example',
  keys: [key],
  regions: ['440'],
};

const resources = [
  {
    kind: 'region',
    put: putRegion,
    get: getRegion,
    remove: deleteRegion,
    list: listRegions,
    member: 'regions',
    one: { minimumKeys: 10 },
    other: { minimumKeys: 20 },
    full: {
      organisationId: 'default',
      requires: { certificate: true, device: false, attestation: false },
      signingKeys: [],
      minimumKeys: 10,
      paddingRange: 100,
      maximumKeysPerFile: 500_000,
    },
  },
  {
    kind: 'health authority',
    put: putHealthAuthority,
    get: getHealthAuthority,
    remove: deleteHealthAuthority,
    list: listHealthAuthorities,
    member: 'healthAuthorities',
    one: authority,
    other: { ...authority, name: 'Other' },
    full: {
      ...authority,
      organisationId: 'default',
      reportTypes: ['confirmed', 'likely', 'user-report', 'negative'],
      usualOnsetDays: 4,
    },
  },
] as const;

test('the id of a health authority has no case', async () => {
  const headers = { authorization: operator };
  const params = { id: 'Jp.Example.APP' };
  const created = await call(putHealthAuthority, {
    params,
    headers,
    body: JSON.stringify(authority),
    services,
  });
  expect(await created.json()).toMatchObject({ id: 'jp.example.app' });
  const again = await call(getHealthAuthority, { params: { id: 'JP.example.app' }, headers, services });
  expect(again.status).toBe(200);
});

describe.each(resources)('a $kind', ({ put, get, remove, list, member, one, other, full }) => {
  const request = (
    endpoint: typeof put | typeof get,
    id: string,
    body?: object,
    headers: Record<string, string> = {},
  ) =>
    call(endpoint, {
      params: { id },
      headers: { authorization: operator, ...headers },
      ...(body && { body: JSON.stringify(body) }),
      services,
    });

  test('is created, read, replaced and deleted', async () => {
    const created = await request(put, 'life', one);
    expect(created.status).toBe(201);
    expect(await created.json()).toEqual({ id: 'life', ...full });
    const read = await request(get, 'life');
    expect(await read.json()).toEqual({ id: 'life', ...full });
    const etag = read.headers.get('etag') ?? '';
    expect(etag).toBe(created.headers.get('etag'));
    expect(etag).toMatch(/^"[\w-]+"$/);
    const encoded = ['*', ' ', 'a\r\nb', '\u0000', 'ü', '\ufffd'].map(
      (tag) => `"${Buffer.from(tag).toString('base64url')}"`,
    );
    for (const wrong of [etag.slice(1, -1), '*', '""', '"x"', '"__main__"', 'W/"BU"', '"AAAA"', ...encoded]) {
      expect((await request(put, 'life', other, { 'if-match': wrong })).status).toBe(412);
      expect((await request(remove, 'life', undefined, { 'if-match': wrong })).status).toBe(412);
    }

    const replaced = await request(put, 'life', other, { 'if-match': `W/${etag}` });
    expect(replaced.status).toBe(200);
    expect(await replaced.json()).toMatchObject(other);
    expect((await request(remove, 'life')).status).toBe(204);
    expect((await request(get, 'life')).status).toBe(404);
    expect((await request(remove, 'life')).status).toBe(404);
  });

  test('can be replaced only with its current ETag', async () => {
    const first = (await request(put, 'seen', one)).headers.get('etag') ?? '';
    expect((await request(put, 'seen', other)).status).toBe(428);
    const second = (await request(put, 'seen', other, { 'if-match': first })).headers.get('etag') ?? '';
    expect(second).not.toBe(first);
    expect((await request(put, 'seen', one, { 'if-match': first })).status).toBe(412);
    expect((await request(remove, 'seen', undefined, { 'if-match': first })).status).toBe(412);
    expect(await (await request(get, 'seen')).json()).toMatchObject(other);
    expect((await request(put, 'nowhere', one, { 'if-match': first })).status).toBe(412);
    expect((await request(remove, 'seen', undefined, { 'if-match': second })).status).toBe(204);
  });

  test('accepts only one of several concurrent changes', async () => {
    const etag = (await request(put, 'race', one)).headers.get('etag') ?? '';
    const changes = await Promise.all([1, 2, 3].map(() => request(put, 'race', other, { 'if-match': etag })));
    expect(changes.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    const creations = await Promise.all([1, 2].map(() => request(put, 'race2', one)));
    expect(creations.map(({ status }) => status).toSorted()).toEqual([201, 428]);
  });

  test('is listed page by page', async () => {
    for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) await request(put, id, one);
    const ids: string[] = [];
    let path = '?limit=2';
    for (;;) {
      const page = await call(list, { path: `/${path}`, headers: { authorization: operator }, services });
      const body = (await page.json()) as { next?: string } & Record<string, { id: string }[]>;
      const rows = body[member] ?? [];
      expect(rows.length).toBeLessThanOrEqual(2);
      ids.push(...rows.map(({ id }) => id));
      if (!body.next) break;
      path = body.next.slice(body.next.indexOf('?'));
    }
    expect(ids.filter((id) => /^p\d$/.test(id))).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
  });

  test('rejects callers that are not operators', async () => {
    const { token } = await register(undefined, services);
    for (const authorization of ['', `Bearer ${token}`, 'Bearer wrong'])
      for (const endpoint of [put, get, remove, list])
        expect(
          (await call(endpoint, { params: { id: 'x' }, headers: { authorization }, services })).status,
        ).toBe(401);
  });

  test.each(['../x', 'a b', '', 'a/b', 'ä', 'x'.repeat(65), '-x'])('rejects the id "%s"', async (id) => {
    expect((await request(put, id, one)).status).toBe(400);
  });

  test('rejects an unknown field', async () => {
    expect((await request(put, 'strict', { ...one, more: 1 })).status).toBe(400);
  });
});

describe('a health authority', () => {
  const put = (change: object) =>
    call(putHealthAuthority, {
      params: { id: `k${Math.random().toString(36).slice(2)}` },
      headers: { authorization: operator },
      body: JSON.stringify({ ...authority, ...change }),
      services,
    });

  test.each([
    ['on another curve', pem('P-384')],
    ['on a Koblitz curve', pem('secp256k1')],
    ['that is a private key', pem('P-256', 'private')],
    [
      'of RSA',
      generateKeyPairSync('rsa', { modulusLength: 2048 })
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString(),
    ],
    [
      'of Ed25519',
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
    ['followed by a private key', key.publicKey + pem('P-256', 'private')],
    ['that is truncated', key.publicKey.slice(0, 60)],
    ['that is not PEM', 'secret'],
  ])('rejects a public key %s', async (_, publicKey) => {
    const answer = await put({ keys: [{ ...key, publicKey }] });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain('/body/keys/0/publicKey');
    expect(text).not.toContain(publicKey.split('\n')[1] ?? publicKey);
  });

  test('rejects duplicate kids, invalid dates and unknown report types', async () => {
    expect((await put({ keys: [key, key] })).status).toBe(400);
    expect((await put({ keys: [key, { ...key, kid: 'v2' }] })).status).toBe(201);
    expect((await put({ keys: [{ ...key, validFrom: 'soon' }] })).status).toBe(400);
    expect((await put({ reportTypes: [] })).status).toBe(400);
    expect((await put({ reportTypes: ['rumour'] })).status).toBe(400);
  });
});

test('a region must require at least one credential', async () => {
  const answer = await call(putRegion, {
    params: { id: 'open' },
    headers: { authorization: operator },
    body: JSON.stringify({ requires: { certificate: false } }),
    services,
  });
  expect(answer.status).toBe(400);
});
