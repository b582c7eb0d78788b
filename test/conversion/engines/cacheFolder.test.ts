import { chmod, mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  cacheFolder,
  defaultFolders,
  deleteOldVersions,
} from '../../../shared/conversion/engines/cacheFolder.ts';

async function parent(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-cache-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

it('is the folder that the operator chose, for this user only', async () => {
  const folder = join(await parent(), 'a', 'b');
  expect(await cacheFolder(folder)).toBe(folder);
  await chmod(folder, 0o777);
  await expect(cacheFolder(folder)).rejects.toThrow(`Other users may write to ${folder}.`);
});

it('is not in the content share of Azure Functions', () => {
  expect(defaultFolders('/home').join()).not.toContain('/home');
  expect(defaultFolders('/home/ada')[0]).toBe(join('/home/ada', '.cache', 'conveyor'));
});

it('loses the versions that were replaced more than a day ago', async () => {
  const folder = await parent();
  for (const name of ['chromium-1', 'chromium-2', 'chromium-3', 'fonts-1']) await mkdir(join(folder, name));
  for (const name of ['chromium-1', 'chromium-3', 'fonts-1']) await utimes(join(folder, name), 0, 0);
  await deleteOldVersions(folder, 'chromium-3', 'chromium-');
  expect((await readdir(folder)).toSorted()).toEqual(['chromium-2', 'chromium-3', 'fonts-1']);
});
