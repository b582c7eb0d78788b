import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../build/root.ts';

const run = promisify(execFile);

// The pipeline compares two agents; test/build/packages.test.ts compares one package with itself.
test('another checkout, umask and time zone give the same packages', async () => {
  await mkdir(join(root, 'out'), { recursive: true });
  const copy = await mkdtemp(join(root, 'out', 'checkout-'));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 10_000_000 });
  for (const file of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(join(root, file), join(copy, file));
  }
  // Hard links: the packages have more than a gigabyte.
  await run('cp', ['-al', join(root, 'node_modules'), join(copy, 'node_modules')]);

  const releaseOf = async (checkout: string, umask: string, zone: string) => {
    const out = join(copy, `dist-${umask}`);
    const command = `umask ${umask} && "${process.execPath}" build/package.ts --out "${out}"`;
    await run('sh', ['-c', command], { cwd: checkout, env: { ...process.env, TZ: zone } });
    return JSON.parse(await readFile(join(out, 'release.json'), 'utf8'));
  };
  const first = await releaseOf(root, '022', 'UTC');
  const second = await releaseOf(copy, '077', 'Pacific/Auckland');
  expect(first.packages).toHaveLength(5);
  expect(second).toEqual(first);
});
