import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { argumentsOf, processTree } from '../test/harness/processes.ts';
import { convert, register, withApp } from './benchApp.ts';
import { rate } from './load.ts';
import { type Benchmark, percent, seconds } from './row.ts';

const letters = 100;
const clients = 4;
const idleSeconds = 15;

/** Two LibreOffices with a toolbox each, and a browser. */
const allEngines = 5;
/** One LibreOffice with its toolbox. */
const warmEngines = 2;

/** Memory of a worker after jobs, while all engines run and after those that are not kept warm have stopped. */
export async function memory(): Promise<Benchmark> {
  const [letter, page] = await Promise.all([example('letter.docx'), example('page.html')]);
  return withApp(
    async (url, _data, launcher) => {
      const host = hostOf(launcher);
      const caller = await register(url);
      const timeOfPage = async () => {
        const began = performance.now();
        await convert(url, caller, page);
        return performance.now() - began;
      };
      await engines(host, (count) => count > warmEngines);
      await rate(letters, clients, () => convert(url, caller, letter));
      await timeOfPage();
      const warmPage = await timeOfPage();
      await engines(host, (count) => count === allEngines);
      const busy = proportionalBytes(host);
      await engines(host, (count) => count === warmEngines);
      const idle = proportionalBytes(host);
      return {
        title: 'Memory',
        about: `A worker that has converted ${letters} one-page DOCX files for ${clients} clients and a page: the host with the app and its engines, without the cloud. Memory that processes share counts once (proportional set size).`,
        rows: [
          {
            what: 'two LibreOffices, their toolboxes and a browser',
            value: megabytes(busy),
            comparison: 'baseline',
          },
          {
            what: `after \`ENGINE_IDLE_SECONDS\` (here ${idleSeconds}) without jobs`,
            value: megabytes(idle),
            comparison: percent(idle, busy),
          },
          { what: 'a page, end to end', value: seconds(warmPage), comparison: 'baseline' },
          { what: 'a page for which the browser starts', value: seconds(await timeOfPage()) },
        ],
      };
    },
    { ENGINES: '2', ENGINE_IDLE_SECONDS: String(idleSeconds) },
  );
}

const example = async (name: string) => ({
  name,
  bytes: await readFile(new URL(`../test/conversion/fixtures/plain/${name}`, import.meta.url)),
});

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MB`;

function hostOf(launcher: number): number {
  const host = processTree(launcher).find((pid) =>
    argumentsOf(pid).some((argument) => argument.endsWith('/local/host/main.ts')),
  );
  if (host === undefined) throw new Error('The host does not run.');
  return host;
}

/** Waits until the number of engine processes of a host meets a condition. @throws Error after two minutes */
async function engines(host: number, isMet: (count: number) => boolean): Promise<void> {
  const timeout = AbortSignal.timeout(120_000);
  const isEngine = (pid: number) =>
    argumentsOf(pid).some((argument) => /(libreoffice|chromium|toolbox)Child/.test(argument));
  while (!isMet(processTree(host).filter(isEngine).length)) await sleep(100, undefined, { signal: timeout });
}

/** The proportional set size of a process with its descendants, in bytes. */
function proportionalBytes(root: number): number {
  const sizes = processTree(root).map((pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) * 1024;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}
