import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isWebAppCurrent } from '../build/webApp.ts';
import { watchPaths } from './host/watchPaths.ts';

/**
 * Builds the page of the app in the background, in a process of its own, if its sources have changed since the last build.
 * Until then `/` says that it is being built. A failure is printed and does not affect the app.
 * @param options.watch builds it again at every change of its sources
 * @returns a function that stops
 */
export function buildPage(root: string, { watch }: { watch: boolean }): () => void {
  let build: ReturnType<typeof spawn> | undefined;
  let stopped = false;
  const start = async () => {
    if ((await isWebAppCurrent()) || stopped) return;
    build?.kill();
    build = spawn(process.execPath, [join(root, 'build/webApp.ts')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    build.once('error', report);
  };
  const startOrReport = () => void start().catch(report);
  startOrReport();
  const unwatch = watch
    ? watchPaths(root, ['console/page', 'console/shared', 'client/src'], startOrReport)
    : () => undefined;
  return () => {
    stopped = true;
    unwatch();
    build?.kill();
  };
}

function report(error: Error): void {
  console.error(`The page cannot be built: ${error.message}`);
}
