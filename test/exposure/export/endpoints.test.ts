import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { createExport } from '../../../functions/admin/exposure/createExport.ts';
import { listExports } from '../../../functions/admin/exposure/listExports.ts';
import { revokeSigningKey } from '../../../functions/admin/exposure/revokeSigningKey.ts';
import { getExport } from '../../../functions/api/getExport.ts';
import { exportMessageSchema } from '../../../shared/exposure/export/message.ts';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import type { Region } from '../../../shared/exposure/region.ts';
import type { TestServices } from '../../harness/services.ts';
import { call, problem } from '../../http/call.ts';
import { clientsOf } from '../../local/cloud/clients.ts';
import {
  bytesOf,
  daysAgo,
  exportServices,
  fetchAll,
  keyOf,
  region,
  signingKey,
  store,
  stored,
} from './exportFixtures.ts';
import { readExport } from './readExport.ts';

let services: TestServices;
let operator: { authorization: string };
beforeAll(async () => {
  services = await exportServices();
  operator = { authorization: `Bearer ${(await services.vault.current('operator-key')).value}` };
});

async function exported(days = [1]): Promise<{ at: Region; paths: string[] }> {
  const at = await region(services);
  for (const each of days) await store([keyOf(at, daysAgo(each, services))], services);
  await runExports({ region: at.id }, services);
  return { at, paths: await stored(at, services) };
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const [regionId = '', file = ''] = path.split('/');
  return call(getExport, {
    method,
    path: `/v1/exports/${path}`,
    params: { region: regionId, file },
    headers,
    services,
  });
}

describe('GET /v1/exports/{region}/{file}', () => {
  test('serves an index and its files without authentication', async () => {
    const { at, paths } = await exported();
    const index = await get(`${at.id}/index.txt`);
    expect([index.status, index.headers.get('cache-control'), index.headers.get('content-type')]).toEqual([
      200,
      'no-cache',
      'text/plain; charset=utf-8',
    ]);
    expect(await index.text()).toBe(paths[0]);
    const zip = await get(paths[0] ?? '');
    expect([zip.status, zip.headers.get('cache-control'), zip.headers.get('content-type')]).toEqual([
      200,
      'public, max-age=86400, immutable',
      'application/zip',
    ]);
    const bytes = Buffer.from(await zip.arrayBuffer());
    expect(zip.headers.get('content-length')).toBe(String(bytes.length));
    expect((await readExport(bytes)).keys).toHaveLength(1);
  });

  test('supports ranges, conditional requests and HEAD', async () => {
    const { paths } = await exported();
    const [path = ''] = paths;
    const bytes = await bytesOf(path, services);
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(path, { 'if-none-match': '"another"' })).status).toBe(200);
    const part = await get(path, { range: 'bytes=30-45' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 30-45/${bytes.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(30, 46));
    const other = await get(path, { range: 'bytes=30-45', 'if-range': '"another"' });
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
    expect((await get(path, { range: 'bytes=99999-' })).status).toBe(416);
    const head = await get(path, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(bytes.length),
      '',
    ]);
  });

  test('returns 404 for any other path', async () => {
    const { at } = await exported();
    for (const path of [
      `${at.id}/`,
      `${at.id}/other.txt`,
      `${at.id}/1-2-00001.zip`,
      `${at.id}/..%2Findex.txt`,
      `${at.id}/index.txt.bak`,
      `nowhere/index.txt`,
      `../index.txt`,
      `*/index.txt`,
    ]) {
      const answer = await get(path);
      expect([answer.status, (await problem(answer)).code], path).toEqual([404, 'not_found']);
    }
  });
});

describe('/v1/admin/exports', () => {
  const post = (body?: object, headers = operator) =>
    call(createExport, { headers, services, ...(body && { body: JSON.stringify(body) }) });

  test('POST enqueues an export of all due windows or of one window', async () => {
    const { at } = await exported();
    const depth = await services.queues.depth('exports');
    for (const body of [undefined, {}, { region: at.id }, { region: at.id, window: daysAgo(1, services) }])
      expect((await post(body)).status).toBe(202);
    expect(await services.queues.depth('exports')).toBe(depth + 4);
  });

  test.each([
    ['an open window', () => ({ window: daysAgo(0, services) }), 409, 'conflict'],
    [
      'a time that is not the start of a window',
      () => ({ window: daysAgo(1, services) + 1 }),
      409,
      'conflict',
    ],
    ['an expired window', () => ({ window: daysAgo(16, services) }), 409, 'conflict'],
    ['an unknown region', () => ({ region: 'nowhere' }), 404, 'not_found'],
    ['a window without a region', () => ({ region: undefined, window: 0 }), 400, 'bad_request'],
    ['an unknown field', () => ({ windows: 1 }), 400, 'bad_request'],
  ])('POST rejects %s', async (_, body, status, code) => {
    const { at } = await exported();
    const answer = await post({ region: at.id, ...body() });
    expect([answer.status, (await problem(answer)).code]).toEqual([status, code]);
  });

  test('an operator exports the open window of a region for trials, which no index names', async () => {
    const at = await region(services, { trial: true });
    const window = daysAgo(0, services);
    const sent = vi.spyOn(services.queues, 'send');
    onTestFinished(() => sent.mockRestore());
    const run = async () => {
      expect((await post({ region: at.id })).status).toBe(202);
      await runExports(exportMessageSchema.parse(sent.mock.lastCall?.[1]), services);
    };
    await run();
    expect(await stored(at, services), 'an open window without keys is not final').toEqual([]);
    const key = keyOf(at, window);
    await store([key], services);
    await run();
    const [path = ''] = await stored(at, services);
    expect((await readExport(await bytesOf(path, services))).keys).toHaveLength(1);
    await runExports({ region: at.id }, services);
    expect((await fetchAll(at, services)).paths).toEqual([]);
    expect(await (await get(`${at.id}/list.json`)).text()).toBe('[]');
  });

  test('the timer exports only due windows of a region for trials', async () => {
    const at = await region(services, { trial: true });
    await store([keyOf(at, daysAgo(0, services))], services);
    await runExports({ region: at.id }, services);
    expect(await stored(at, services)).toEqual([]);
  });

  test('GET lists windows page by page, newest first, without data that identifies synthetic keys', async () => {
    const { at, paths } = await exported([1, 3]);
    const starts: number[] = [];
    let next: string | undefined = `/v1/admin/exports?region=${at.id}&limit=2`;
    while (next) {
      const answer = await call(listExports, { path: next, headers: operator, services });
      expect(answer.status).toBe(200);
      const page = (await answer.json()) as {
        exports: { window: { start: number }; signings: { files: string[] }[] }[];
        next?: string;
      };
      starts.push(...page.exports.map(({ window }) => window.start));
      expect(JSON.stringify(page)).not.toMatch(/seed|padding/);
      if (page.exports[0]?.window.start === daysAgo(1, services))
        expect(page.exports[0].signings[0]?.files).toEqual([paths[1]]);
      next = page.next;
    }
    // The two windows with keys, and the runs of windows without keys before each of them.
    expect(starts).toHaveLength(4);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
    expect(new Set(starts).size).toBe(starts.length);
  });

  test('rejects callers that are not operators', async () => {
    for (const endpoint of [createExport, listExports, revokeSigningKey])
      expect((await call(endpoint, { path: '/?region=440', services })).status).toBe(401);
  });
});

test('POST …/signing-keys/{version}/revoke revokes the key and has its files signed again', async () => {
  const at = await region(services, { signingKeys: [signingKey('v1'), signingKey('v2')] });
  await store([keyOf(at, daysAgo(1, services))], services);
  await runExports({ region: at.id }, services);
  const revoke = (version: string) =>
    call(revokeSigningKey, { params: { id: at.id, version }, headers: operator, services });
  const depth = await services.queues.depth('exports');
  expect((await revoke('v2')).status).toBe(200);
  expect(await services.queues.depth('exports')).toBe(depth + 1);
  expect((await revoke('v1')).status).toBe(409);
  expect((await revoke('v7')).status).toBe(404);
  await runExports({ region: at.id }, services);
  const { files } = await fetchAll(at, services);
  expect(files.map(({ infos }) => infos.map(({ version }) => version))).toEqual([['v1']]);
});

test('a vault key and a PEM sign the same file', async () => {
  const { keys } = clientsOf(inject('cloud'), { name: services.tenant.name, role: 'operator' });
  const { key } = await keys.createEcKey('export-signing-hsm', { curve: 'P-256' });
  const at = await region(services, {
    signingKeys: [
      signingKey('v1'),
      signingKey('v2', { source: 'key', name: 'export-signing-hsm', validFrom: '2026-01-01T00:00:00Z' }),
    ],
  });
  await store([keyOf(at, daysAgo(1, services))], services);
  await runExports({ region: at.id }, services);
  const [file] = (await fetchAll(at, services)).files;
  const [x, y] = [key?.x, key?.y].map((each) => Buffer.from(each as Uint8Array).toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y } as JsonWebKey, format: 'jwk' });
  expect(file?.infos.map(({ version }) => version)).toEqual(['v2', 'v1']);
  const [signature] = file?.signatures ?? [];
  expect(verify('sha256', file?.bin as Buffer, publicKey, signature?.signature as Uint8Array)).toBe(true);
});
