import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeEngineFolder } from '../../../shared/conversion/engines/engineFolders.ts';

test('removes the folders of processes that have ended, and no others', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'conveyor-folders-'));
  const dead = spawnSync('true').pid;
  await mkdir(join(parent, `conveyor-engines-${dead}-abcdef`, 'profile'), { recursive: true });
  await mkdir(join(parent, `conveyor-engines-${process.ppid}-abcdef`));
  await mkdir(join(parent, 'something-else'));
  const mine = await makeEngineFolder(parent);
  const names = (await readdir(parent)).map((name) => join(parent, name));
  expect(names.toSorted()).toEqual(
    [
      mine,
      join(parent, `conveyor-engines-${process.ppid}-abcdef`),
      join(parent, 'something-else'),
    ].toSorted(),
  );
  await rm(parent, { recursive: true });
});
