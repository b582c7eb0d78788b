/**
 * Entry point of a browser's child process: starts Chromium and runs page operations. The library that drives the
 * browser runs here, so that a page that exploits it gains only this process.
 */

import { reply, takeWork } from '../engines/childWork.ts';
import type { BrowserSettings } from './browserSettings.ts';
import { launchBrowser } from './launchBrowser.ts';

/** Kills this process and the browser, which is in its process group. */
const end = () => process.kill(-process.pid, 'SIGKILL');
process.on('disconnect', end);
if (!process.connected) end();

const settings: BrowserSettings = JSON.parse(process.argv[2] ?? '');
// The operations load while the browser starts.
const launching = launchBrowser(settings, end);
try {
  const [{ browser, pipe }, { pageOperations }] = await Promise.all([
    launching,
    import('./pageOperations.ts'),
  ]);
  const running = { browser, pipe, ...settings };
  takeWork(async (task, stop) => {
    const operation = pageOperations[task.operation];
    if (!operation) throw new Error(`The browser has no operation “${task.operation}”.`);
    const { bytes, ...more } = await operation(running, task, stop);
    return { files: [{ name: task.operation, bytes }], ...more };
  });
} catch (error) {
  reply({ type: 'unready', message: String(error) });
}
