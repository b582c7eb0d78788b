import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { largestPackage, type Package, packageRoles } from '../../build/package.ts';
import { root } from '../../build/root.ts';
import { type Host, launchHost } from '../../local/host/launch.ts';
import { type Role, roles } from '../../shared/roles.ts';
import {
  daysAgo,
  exportServices,
  fetchAll,
  keyOf,
  region,
  signingKey,
  store,
} from '../exposure/export/exportFixtures.ts';
import { client } from '../harness/app.ts';
import { TestClock } from '../harness/services.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';
import { clientsOf } from '../local/cloud/clients.ts';
import { bundleRules } from './bundleRules.ts';
import { unpack } from './unpack.ts';

let place: Tenant;
let directory: string;
const packages = new Map<Role, Package>();
const packageOf = (role: Role) => packages.get(role) as Package;
const unpacked = (role: Role) => join(directory, 'unpacked', role);

beforeAll(async () => {
  // Far from the repository: whatever an app loads it must have brought along.
  directory = await mkdtemp(join(tmpdir(), 'conveyor-package-'));
  place = await tenant();
  // Compressing the engines takes a minute, and nothing here is about it.
  for (const compressed of [true, false]) {
    const which = roles.filter((role) => (role === 'convert' || role === 'all') !== compressed);
    for (const each of await packageRoles(join(directory, 'dist'), which, { compressed }))
      packages.set(each.role, each);
  }
  for (const role of roles) await unpack(packageOf(role).file, unpacked(role));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Starts what a ZIP holds. */
async function start(role: Role, settings: Record<string, string> = {}): Promise<Host> {
  const host = await launchHost({
    directory: unpacked(role),
    port: 0,
    output: 'capture',
    environment: { ...place.environment(role), ENGINES: '1', ...settings },
  });
  onTestFinished(() => host.stop());
  return host;
}

describe.each(roles)('The bundle of %s', (role) => bundleRules(role, (each) => packageOf(each).bundle));

describe.each(roles)('The package of %s', (role) => {
  test('has what a host looks for at its root, and the licences', () => {
    for (const path of ['host.json', 'package.json', 'main.mjs', 'LICENSE', 'THIRD_PARTY_LICENSES'])
      expect(packageOf(role).paths).toContain(path);
  });

  test('names a main that is one file, the Node it needs, and the packages it brings', async () => {
    const manifest = JSON.parse(await readFile(join(unpacked(role), 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ type: 'module', main: 'main.mjs', engines: { node: '>=22' } });
    for (const name of Object.keys(manifest.dependencies))
      expect(packageOf(role).paths).toContain(`node_modules/${name}/package.json`);
  });

  test('brings no types, source maps of packages, settings or sources', () => {
    const unwanted =
      /\.[cm]?ts$|^node_modules\/.*\.map$|local\.settings|\.env|\.pem$|^(shared|functions|local|test)\//;
    expect(packageOf(role).paths.filter((path) => unwanted.test(path))).toEqual([]);
  });

  test('is small enough to be run from', () => {
    expect(packageOf(role).unpackedBytes).toBeLessThan(largestPackage);
  });
});

test('Packages without engines are small, and bring no package at all', () => {
  for (const role of ['api', 'admin', 'batch'] as const) {
    expect(packageOf(role).bytes).toBeLessThan(10_000_000);
    expect(packageOf(role).paths.filter((path) => path.startsWith('node_modules/'))).toEqual([]);
  }
});

test('The same sources give the same bytes', async () => {
  const [again] = await packageRoles(join(directory, 'again'), ['api']);
  const [one, other] = await Promise.all(
    [packageOf('api').file, again?.file as string].map((file) => readFile(file)),
  );
  expect(one?.equals(other as Buffer)).toBe(true);
});

test('Files keep the right to be executed, and no other', async () => {
  const { mode } = await stat(join(unpacked('api'), 'main.mjs'));
  expect(mode & 0o777).toBe(0o644);
});

test.each(['api', 'admin', 'batch'] as const)('%s starts from its ZIP alone and is ready', async (role) => {
  const { call } = client((await start(role)).url);
  expect((await call('GET', '/health')).status).toBe(200);
  expect((await call('GET', '/health/ready')).status).toBe(200);
});

test('batch exports keys from its ZIP, signed with a PEM and by a key of the vault', async () => {
  const services = await exportServices({}, { tenant: place, clock: new TestClock() });
  const { keys } = clientsOf(inject('cloud'), { name: place.name, role: 'operator' });
  await keys.createEcKey('export-signing-hsm', { curve: 'P-256' });
  const hsm = signingKey('v2', { source: 'key', name: 'export-signing-hsm' });
  const at = await region(services, { signingKeys: [signingKey('v1'), hsm] });
  await store([keyOf(at, daysAgo(2, services))], services);
  await start('batch', { EXPORT_PERIODS: '1440' });
  await services.queues.send('exports', { region: at.id });
  await vi.waitFor(
    async () => expect((await fetchAll(at, services)).files[0]?.signatures).toHaveLength(2),
    60_000,
  );
});

test('all starts from its ZIP alone, with the functions of every role', async () => {
  const { call, register } = client((await start('all')).url);
  expect((await call('GET', '/health')).status).toBe(200);
  expect(await register()).toMatch(/\./);
});

test('api serves the reference page and its assets', async () => {
  const { call } = client((await start('api')).url);
  expect((await call('GET', '/docs')).status).toBe(200);
  expect((await call('GET', '/docs/swagger-ui-bundle.js')).status).toBe(200);
  expect((await call('GET', '/openapi.json')).status).toBe(200);
});

test('The role is baked in: without the setting it is known, against it every call is refused', async () => {
  const unset = client((await start('api', { CONVEYOR_ROLE: '' })).url);
  expect((await unset.call('POST', '/v1/register')).status).toBe(201);

  const host = await start('api', { CONVEYOR_ROLE: 'convert' });
  const { call } = client(host.url);
  for (const [method, path] of [
    ['GET', '/health/ready'],
    ['POST', '/v1/register'],
  ] as const) {
    const answer = await call(method, path);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'misconfigured' });
  }
  expect(host.output.join('\n')).toMatch(/Configuration: CONVEYOR_ROLE is not valid/);
});

test('api and convert convert documents from their ZIPs', async () => {
  const [{ url }, worker] = await Promise.all([start('api'), start('convert')]);
  const { call, register, submit, ended } = client(url);
  const token = await register();
  for (const name of ['letter.docx', 'page.html']) {
    const { id } = await submit(token, { name, bytes: await readFile(join(root, 'examples', name)) });
    expect(await ended(token, id), worker.output.slice(-20).join('\n')).toMatchObject({
      status: 'succeeded',
    });
    const result = await call('GET', `/v1/jobs/${id}/result`, { token });
    expect((await result.text()).slice(0, 5)).toBe('%PDF-');
  }
  expect((await client(worker.url).call('GET', '/health/ready')).status).toBe(200);
});
