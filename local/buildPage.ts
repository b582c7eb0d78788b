import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { watchPaths } from './host/watchPaths.ts';

/** Milliseconds without a change before a build: editors and checkouts write several times. */
const quietTime = 150;

/**
 * Builds the page of the app in the background, in a process of its own, if its sources have changed since the last build.
 * Until then `/` says that it is being built. A failure is printed and does not affect the app.
 * @param options.watch builds it again at every change of its sources
 * @returns a function that stops
 */
export function buildPage(root: string, { watch }: { watch: boolean }): () => void {
  let build: ReturnType<typeof spawn> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    build?.kill();
    build = spawn(process.execPath, [join(root, 'build/webApp.ts')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    build.once('error', (error) => console.error(`The page cannot be built: ${error.message}`));
  };
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(start, quietTime);
  };
  start();
  const folders = ['console/page', 'console/shared', 'client'].filter((path) => existsSync(join(root, path)));
  const unwatch = watch ? watchPaths(root, folders, changed) : () => undefined;
  return () => {
    unwatch();
    clearTimeout(timer);
    build?.kill();
  };
}
