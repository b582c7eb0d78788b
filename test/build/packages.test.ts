import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { largestPackage, type Package, packageRoles } from '../../build/package.ts';
import { type Release, writeRelease } from '../../build/release.ts';
import { type Host, type LaunchOptions, launchHost } from '../../local/host/launch.ts';
import { provision } from '../../local/provision.ts';
import { differenceOf, runningAt } from '../../pipelines/running.ts';
import type { SmokeResult, SmokeTarget } from '../../pipelines/smoke/check.ts';
import { runSmoke } from '../../pipelines/smoke/runSmoke.ts';
import { type Role, roles } from '../../shared/roles.ts';
import { nodeVersions } from '../../shared/runtime/nodeVersions.ts';
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
import { asNode, nodes } from '../harness/nodes.ts';
import { TestClock, testServices } from '../harness/services.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';
import { clientsOf } from '../local/cloud/clients.ts';
import { bundleRules } from './bundleRules.ts';
import { unpack } from './unpack.ts';

let place: Tenant;
let directory: string;
let release: Release;
const packages = new Map<Role, Package>();
const packageOf = (role: Role) => packages.get(role) as Package;
const unpacked = (role: Role) => join(directory, 'unpacked', role);

beforeAll(async () => {
  // Outside the repository, so that an app can load only files of its package.
  directory = await mkdtemp(join(tmpdir(), 'conveyor-package-'));
  place = await tenant();
  // Compressing the engines takes a minute and is not tested here.
  for (const compressed of [true, false]) {
    const selected = roles.filter((role) => (role === 'convert' || role === 'all') !== compressed);
    for (const each of await packageRoles(join(directory, 'dist'), selected, { compressed }))
      packages.set(each.role, each);
  }
  release = await writeRelease(join(directory, 'dist'), [...packages.values()]);
  for (const role of roles) await unpack(packageOf(role).file, unpacked(role));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Starts an unpacked package. */
async function start(
  role: Role,
  settings: Record<string, string> = {},
  options: Pick<LaunchOptions, 'node' | 'execArgv'> = {},
): Promise<Host> {
  const host = await launchHost({
    directory: unpacked(role),
    port: 0,
    output: 'capture',
    environment: {
      ...place.environment(role),
      ENGINES: '1',
      // With the packages: code of a folder that is new each time would fill the common cache.
      NODE_COMPILE_CACHE: join(directory, 'compiled'),
      ...settings,
    },
    ...options,
  });
  onTestFinished(() => host.stop());
  return host;
}

/** The target of a smoke test that knows all secrets. */
async function targetAt(url: string, adminUrl: string): Promise<SmokeTarget> {
  const services = await testServices({}, { tenant: place });
  const secret = async (name: string) => (await services.vault.current(name)).value;
  return {
    url,
    adminUrl,
    operatorKey: await secret('operator-key'),
    exportKey: await secret('export-signing'),
    signingKey: 'export-signing',
    slowestSeconds: 60,
    patienceSeconds: 150,
  };
}

describe.each(roles)('the bundle of %s', (role) => bundleRules(role, (each) => packageOf(each).bundle));

describe.each(roles)('the package of %s', (role) => {
  test('has the files that a host needs at its root, and the licences', () => {
    for (const path of ['host.json', 'package.json', 'main.mjs', 'LICENSE', 'THIRD_PARTY_LICENSES'])
      expect(packageOf(role).paths).toContain(path);
  });

  test('declares its main file, its Node version and its packages', async () => {
    const manifest = JSON.parse(await readFile(join(unpacked(role), 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ type: 'module', main: 'main.mjs', engines: { node: '22 || 24' } });
    for (const name of Object.keys(manifest.dependencies))
      expect(packageOf(role).paths).toContain(`node_modules/${name}/package.json`);
  });

  test('contains no types, source maps of packages, settings or sources', () => {
    const unwanted =
      /\.[cm]?ts$|^node_modules\/.*\.map$|local\.settings|\.env|\.pem$|^(shared|functions|local|test)\//;
    expect(packageOf(role).paths.filter((path) => unwanted.test(path))).toEqual([]);
  });

  test('is smaller than the limit of a Run-from-Package ZIP', () => {
    expect(packageOf(role).unpackedBytes).toBeLessThan(largestPackage);
  });
});

test('packages without engines are small and contain no node_modules', () => {
  for (const role of ['api', 'admin', 'batch'] as const) {
    expect(packageOf(role).bytes).toBeLessThan(10_000_000);
    expect(packageOf(role).paths.filter((path) => path.startsWith('node_modules/'))).toEqual([]);
  }
});

test('the same sources give the same release, byte for byte', async () => {
  const out = join(directory, 'repeated');
  const repeated = await writeRelease(out, await packageRoles(out, ['api']));
  expect(repeated.packages).toEqual(release.packages.filter(({ role }) => role === 'api'));
  const name = 'conveyor-api.cdx.json';
  expect(await readFile(join(out, name), 'utf8')).toBe(await readFile(join(directory, 'dist', name), 'utf8'));
});

test('the bill of materials of a package names the third-party packages that it contains', async () => {
  for (const role of roles) {
    const bom = JSON.parse(await readFile(join(directory, 'dist', `conveyor-${role}.cdx.json`), 'utf8'));
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: `conveyor-${role}`, version: release.version } },
    });
    const notices = await readFile(join(unpacked(role), 'THIRD_PARTY_LICENSES'), 'utf8');
    for (const { group, name, version, purl } of bom.components) {
      expect(notices).toContain(`${group ? `${group}/` : ''}${name} ${version}\n`);
      expect(purl).toMatch(/^pkg:npm\/.+@.+/);
    }
    const noticed = [...notices.matchAll(/^(\S+ \d\S*)\n {2}\S/gm)].map(([, each]) => each);
    expect(bom.components).toHaveLength(new Set(noticed).size);
  }
});

test('files keep no permission except the executable bit', async () => {
  const { mode } = await stat(join(unpacked('api'), 'main.mjs'));
  expect(mode & 0o777).toBe(0o644);
});

test('packages are tested on each Node.js version that they declare', async () => {
  const versions = nodes.map(([, path]) => execFileSync(path, ['-p', 'process.versions.node']).toString());
  expect(versions.map((version) => Number.parseInt(version, 10)).toSorted()).toEqual(nodeVersions);
});

describe.each(nodes)('on %s', (_, node) => {
  test('all starts from its ZIP alone, with the functions of every role', async () => {
    const { call, register } = client((await start('all', {}, { node })).url);
    expect((await call('GET', '/health')).status).toBe(200);
    expect(await register()).toMatch(/\./);
  });

  test('the other roles, started from their ZIPs in a slot of their own, pass the smoke test', async () => {
    const slot = { QUEUE_PREFIX: 'staging-' };
    await provision({ ...place.environment(), ...slot });
    const parts = ['api', 'admin', 'convert', 'batch'] as const;
    const hosts = await Promise.all(parts.map((role) => start(role, slot, { node })));
    const [api, admin] = hosts as [Host, Host];
    const results: SmokeResult[] = [];
    await runSmoke(await targetAt(api.url, admin.url), (result) => results.push(result));
    const output = hosts.flatMap((each) => each.output.slice(-20)).join('\n');
    expect(
      results.map(({ outcome }) => outcome),
      `${JSON.stringify(results)}\n${output}`,
    ).toEqual(Array(5).fill('passed'));
    for (const { url } of hosts) {
      const { call } = client(url);
      expect((await call('GET', '/health')).status).toBe(200);
      expect((await call('GET', '/health/ready')).status).toBe(200);
      expect(differenceOf(await runningAt(url), release)).toBeUndefined();
    }
  });
});

test.each(roles)(
  '%s does not start on another Node.js version and names the supported ones',
  async (role) => {
    await expect(start(role, {}, { execArgv: asNode('23.5.0') })).rejects.toThrow(
      'Conveyor runs on Node.js 22 and 24; this is Node.js 23.5.0.',
    );
  },
);

test('batch, started from its ZIP, signs exports with a PEM and a vault key', async () => {
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

test('a package defaults to its own role, and api serves its pages and their files', async () => {
  const { call } = client((await start('api', { CONVEYOR_ROLE: '' })).url);
  expect((await call('POST', '/v1/register')).status).toBe(201);
  expect((await call('GET', '/docs')).status).toBe(200);
  expect((await call('GET', '/docs/swagger-ui-bundle.js')).status).toBe(200);
  expect((await call('GET', '/openapi.json')).status).toBe(200);
  expect((await call('GET', '/', { headers: { accept: 'text/html' } })).status).toBe(200);
  expect((await call('GET', '/app/frame.js')).status).toBe(200);
});

test('a package refuses every call if its role is set to another one', async () => {
  const host = await start('api', { CONVEYOR_ROLE: 'convert' });
  const { call } = client(host.url);
  for (const [method, path] of [
    ['GET', '/health/ready'],
    ['POST', '/v1/register'],
  ] as const) {
    const response = await call(method, path);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'misconfigured' });
  }
  expect(host.output.join('\n')).toMatch(/Configuration: CONVEYOR_ROLE is not valid/);
});
