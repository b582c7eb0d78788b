import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFailed, onTestFinished, test } from 'vitest';
import { packageRoles } from '../../build/package.ts';
import { type Release, writeRelease } from '../../build/release.ts';
import { provision } from '../../local/provision.ts';
import { release, rollBack } from '../../pipelines/release/release.ts';
import { digestOf } from '../../shared/runtime/packageDigest.ts';
import { unpack } from '../build/unpack.ts';
import { testServices } from '../harness/services.ts';
import { tenant } from '../harness/tenant.ts';
import { Load } from './load.ts';
import { LocalSlots, type Part, parts, type Version } from './localSlots.ts';

// Releases from real packages, under load, by the module that the release pipeline uses.

/** Prepended to main.mjs: an app that does not start. */
const broken = `throw new Error('This version does not start.');\n`;

/** Prepended to main.mjs: in production, requests below a path get an error or wait. They pass the test in the staging slot. */
const inProduction = (path: string, answer: string) => `import http from 'node:http';
const { emit } = http.Server.prototype;
http.Server.prototype.emit = function (event, request, response) {
  const pass = () => emit.apply(this, arguments);
  if (event !== 'request' || process.env.QUEUE_PREFIX || !request.url.startsWith('${path}')) return pass();
  ${answer}
  return true;
};
`;
const failing = inProduction('/v1/exports/', `response.writeHead(500).end();`);
// The host hands a request to the server of the library with the same event.
const slow = inProduction(
  '/version',
  `if (request.isLate) return pass();
  request.isLate = true;
  setTimeout(pass, 10_000);`,
);
const slowestSeconds = 5;

test('a good version goes live, and a bad one is swapped back, without a failed request or a lost job', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-rehearsal-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const first = await build(directory);
  const variant = (name: string, roles: readonly Part[], code: string) =>
    vary(directory, first, name, roles, code);

  const place = await tenant();
  await provision({ ...place.environment(), QUEUE_PREFIX: 'staging-' });
  const services = await testServices({}, { tenant: place });
  const secret = async (name: string) => (await services.vault.current(name)).value;
  const slots = new LocalSlots(
    place,
    {
      operatorKey: await secret('operator-key'),
      exportKey: await secret('export-signing'),
      signingKey: 'export-signing',
      slowestSeconds,
      patienceSeconds: 300,
    },
    { ENGINES: '1', NODE_COMPILE_CACHE: join(directory, 'compiled') },
  );
  onTestFinished(() => slots.stop());
  onTestFailed(() => console.log(slots.output()));

  const load = await Load.on(await slots.start(first));
  onTestFinished(() => load.stop());

  const good = await variant('good', parts, '// The second version.\n');
  slots.next(good);
  await release(slots, console.log);
  await load.moves();

  slots.next(await variant('broken', ['api'], broken));
  await expect(release(slots, console.log)).rejects.toThrow('Nothing was swapped');
  await load.moves();

  for (const [name, code, reason] of [
    ['failing', failing, /status 500/],
    ['slow', slow, /The median of \d+ responses is/],
  ] as const) {
    slots.next(await variant(name, ['api'], code));
    const failure = await release(slots, console.log).catch((error: Error) => error.message);
    expect(failure).toMatch(reason);
    expect(failure).toMatch(/The slots were swapped back: the former version is in production\.$/);
    slots.next(good);
    await slots.test('production');
    await load.moves();
  }

  slots.next(good);
  await release(slots, console.log);
  await rollBack(slots, console.log);
  await load.stop();
  await load.expectNothingLost(services);
}, 3_600_000);

/** The packages of this commit, unpacked. */
async function build(directory: string): Promise<Version> {
  const out = join(directory, 'dist');
  const built = await packageRoles(out, parts, { compressed: false });
  const folders = Object.fromEntries(parts.map((part) => [part, join(directory, 'first', part)]));
  for (const { role, file } of built) await unpack(file, folders[role] as string);
  return { folders: folders as Record<Part, string>, release: await writeRelease(out, built) };
}

/** A version that differs from another in the code of some roles. The files are hard links: the engines have 600 MB. */
async function vary(
  directory: string,
  base: Version,
  name: string,
  roles: readonly Part[],
  code: string,
): Promise<Version> {
  const folders = { ...base.folders };
  const packages: Release['packages'] = structuredClone(base.release.packages);
  for (const role of roles) {
    const folder = join(directory, `${name}-${role}`);
    execFileSync('cp', ['-al', base.folders[role], folder]);
    const main = join(folder, 'main.mjs');
    const content = await readFile(main, 'utf8');
    await rm(main);
    await writeFile(main, code + content);
    folders[role] = folder;
    const listed = packages.find((each) => each.role === role);
    if (listed) listed.digest = await digestOf(folder);
  }
  return { folders, release: { ...base.release, packages } };
}
