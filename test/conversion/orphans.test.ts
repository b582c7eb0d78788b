import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isGone, until } from './sample.ts';

test('engines that are in the middle of a document end with a process that is killed', async () => {
  const owner = fork(fileURLToPath(new URL('fixtures/ownerOfEngines.ts', import.meta.url)));
  const [pids] = (await once(owner, 'message')) as [number[]];
  expect(pids.length).toBeGreaterThan(3);
  owner.kill('SIGKILL');
  await until(() => pids.every(isGone));
});
