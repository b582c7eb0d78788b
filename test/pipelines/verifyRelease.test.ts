import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Release, readRelease } from '../../build/release.ts';
import { differenceOf, runningAt } from '../../pipelines/running.ts';
import { digestOf } from '../../shared/runtime/packageDigest.ts';
import { fakeApp } from './fakeApp.ts';

// test/build/packages.test.ts compares running packages with their release.

const digest = 'a'.repeat(64);
const release: Release = {
  version: '1.0.0',
  packages: [{ role: 'api', file: 'conveyor-api.zip', bytes: 1, sha256: 'b'.repeat(64), digest }],
};
const running = { version: '1.0.0', role: 'api', digest };

async function folder(): Promise<string> {
  const created = await mkdtemp(join(tmpdir(), 'conveyor-release-'));
  onTestFinished(() => rm(created, { recursive: true }));
  return created;
}

test('a running package equals the released one if its version and digest do', () => {
  expect(differenceOf(running, release)).toBeUndefined();
});

test.each([
  [{ ...running, version: '0.9.0' }, 'Version 0.9.0 runs, and 1.0.0 was released.'],
  [{ ...running, digest: 'c'.repeat(64) }, 'The files of the running package have the digest c'],
  [{ version: '1.0.0', role: 'api' }, 'The app runs from its sources.'],
  [{ ...running, role: 'batch' }, 'The release has no package of the role batch.'],
])('another package is a difference: %o', (other, sentence) => {
  expect(differenceOf(other, release)).toContain(sentence);
});

test('an app that does not report its package is an error', async () => {
  const { url } = await fakeApp({ 'GET /version': () => [200, { status: 'up' }] });
  await expect(runningAt(url)).rejects.toThrow('/version does not name the version and role of an app.');
  await expect(runningAt(`${url}/nowhere`)).rejects.toThrow('status 404');
  await expect(runningAt('http://127.0.0.1:1')).rejects.toThrow('no response (');
});

test('a folder without a valid list of a release is an error', async () => {
  const created = await folder();
  await expect(readRelease(created)).rejects.toThrow('`npm run package`');
  await writeFile(join(created, 'release.json'), JSON.stringify({ ...release, packages: [{ role: 'api' }] }));
  await expect(readRelease(created)).rejects.toThrow('is not the list of a release');
  await writeFile(join(created, 'release.json'), JSON.stringify(release));
  expect(await readRelease(created)).toEqual(release);
});

test('a digest changes with the content and the name of a file', async () => {
  const created = await folder();
  await writeFile(join(created, 'main.mjs'), 'one');
  const first = await digestOf(created);
  await writeFile(join(created, 'main.mjs'), 'two');
  const second = await digestOf(created);
  await writeFile(join(created, 'more.mjs'), 'two');
  expect(new Set([first, second, await digestOf(created)]).size).toBe(3);
});
