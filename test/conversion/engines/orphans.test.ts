import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { argumentsOf, isAlive, killAll } from '../../harness/processes.ts';
import { until } from '../sample.ts';

/** Whether a process belongs to Chromium itself; the child that drives it does not. */
const isBrowser = (pid: number) => /\/chromium --/.test(argumentsOf(pid).join(' '));

test.each([
  ['work', ['libreoffice']],
  ['hang', []],
])('engines whose browsers %s during a conversion end when their owner is killed', async (state, engines) => {
  const owner = fork(fileURLToPath(new URL('engineOwner.ts', import.meta.url)), engines);
  const [pids] = (await once(owner, 'message')) as [number[]];
  const browsers = pids.filter(isBrowser);
  expect(browsers.length).toBeGreaterThan(3);
  if (state === 'hang') killAll(browsers, 'SIGSTOP');
  owner.kill('SIGKILL');
  await until(() => pids.every((pid) => !isAlive(pid)));
});
