/**
 * Entry of a browser's child process: starts Chromium and does with pages what it is asked. What a page does to the
 * library that drives the browser, it does here.
 */

import { reply, takeWork } from '../engines/childWork.ts';
import type { BrowserSettings } from './browserSettings.ts';
import { launchBrowser } from './launchBrowser.ts';

/** With the browser, which is in the group that this process leads. */
const end = () => process.kill(-process.pid, 'SIGKILL');
process.on('disconnect', end);
if (!process.connected) end();

const settings: BrowserSettings = JSON.parse(process.argv[2] ?? '');
// While the browser starts, its operations are loaded.
const launching = launchBrowser(settings, end);
try {
  const [{ browser, pipe }, { pageOperations }] = await Promise.all([
    launching,
    import('./pageOperations.ts'),
  ]);
  const house = { browser, ...settings };
  takeWork(async (task) => {
    const operation = pageOperations[task.operation];
    if (!operation) throw new Error(`The browser has no operation “${task.operation}”.`);
    const bytes = await pipe.during(() => operation(house, task));
    return { files: [{ name: task.operation, bytes }] };
  });
} catch (error) {
  reply({ type: 'unready', message: String(error) });
}
