import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Activity, isActive, whenIdle } from '../../../shared/conversion/engines/idleProcess.ts';
import { until } from '../sample.ts';

function running(program: string): number {
  const child = spawn(process.execPath, ['-e', program]);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  return child.pid ?? 0;
}

describe.runIf(process.platform === 'linux')('a watched process', () => {
  it('that waits for ever is idle', async () => {
    let isIdle = false;
    onTestFinished(
      whenIdle(running('setInterval(() => 0, 60_000)'), 500, () => {
        isIdle = true;
      }),
    );
    await until(() => isIdle);
  });

  it('that works is not idle, nor one that another process starves', async () => {
    const pids = Array.from({ length: 8 }, () => running('for (;;);'));
    const idle: number[] = [];
    for (const pid of pids) onTestFinished(whenIdle(pid, 500, () => idle.push(pid)));
    // A process that is idle is noticed long before this one, which starts later.
    let isIdle = false;
    const stop = whenIdle(running('setInterval(() => 0, 60_000)'), 3000, () => {
      isIdle = true;
    });
    onTestFinished(stop);
    await until(() => isIdle, 120_000);
    expect(idle).toEqual([]);
  });
});

describe('activity', () => {
  const none: Activity = { ticks: 100, delay: 500, read: '7' };

  it.each([
    ['is processor time', { ticks: 110 }, true],
    ['is time for which threads waited for a processor', { delay: 800 }, true],
    ['is reading', { read: '8' }, true],
    ['is a thread that ended', { delay: 400 }, true],
    ['is not a thread that wakes up now and then', { ticks: 101, delay: 520 }, false],
  ])('%s', (_, change, active) => {
    expect(isActive(none, { ...none, ...change }, 1000)).toBe(active);
  });
});
