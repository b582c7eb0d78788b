import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, type AppOptions, startApp } from './app.ts';

const crashPoints = new URL('crashPoints.ts', import.meta.url);

/** Starts an app that is killed after `after` steps, counted from `arm()`. */
export async function startCrashingApp(
  after: number,
  options: AppOptions,
): Promise<{ app: App; arm: () => Promise<void> }> {
  const armed = join(tmpdir(), `conveyor-armed-${process.pid}-${Math.random()}`);
  const app = await startApp({
    ...options,
    before: crashPoints,
    settings: {
      ...options.settings,
      // Only of this app: the lease of a worker that is slow and alive must not expire.
      LEASE_SECONDS: '3',
      CRASH_AFTER: String(after),
      CRASH_ARMED: armed,
    },
  });
  onTestFinished(async () => {
    await app.host.kill();
    await rm(armed, { force: true });
  });
  return { app, arm: () => writeFile(armed, '') };
}
