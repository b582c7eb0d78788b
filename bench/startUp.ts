import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { convert, register, withApp } from './benchApp.ts';
import { durationOf, send } from './load.ts';
import { type Benchmark, median, seconds, times } from './row.ts';
import { runColdEngine } from './runColdEngine.ts';

const rounds = 5;
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Time from the start of the process to the first response and the first PDF. */
export async function startUp(): Promise<Benchmark> {
  const letter = {
    name: 'letter.docx',
    bytes: await readFile(new URL('../test/conversion/fixtures/plain/letter.docx', import.meta.url)),
  };
  const bareAnswer: number[] = [];
  const bareEngine: number[] = [];
  const firstAnswer: number[] = [];
  const firstPdf: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bareAnswer.push(await durationOf(bareServer));
    bareEngine.push(await durationOf(runColdEngine));
    const began = performance.now();
    await withApp(async (url) => {
      await send(`${url}/health`);
      firstAnswer.push(performance.now() - began);
      await convert(url, await register(url), letter);
      firstPdf.push(performance.now() - began);
    });
  }
  const [bare, engine] = [median(bareAnswer), median(bareEngine)];
  const [answer, pdf] = [median(firstAnswer), median(firstPdf)];
  return {
    title: 'Start-up',
    about: `From the start of the process, with an empty data folder: cloud, host and app. Median of ${rounds} starts.`,
    rows: [
      { what: 'a bare `node:http` server, to the first 200', value: seconds(bare), comparison: 'baseline' },
      { what: 'to the first 200', value: seconds(answer), comparison: times(answer, bare) },
      { what: 'one engine without an app, to the first PDF', value: seconds(engine), comparison: 'baseline' },
      {
        what: 'to the first PDF, including registration',
        value: seconds(pdf),
        comparison: times(pdf, engine),
      },
    ],
  };
}

async function bareServer(): Promise<void> {
  const server = fork(script('bareServer.ts'));
  const [{ port }] = (await once(server, 'message')) as [AddressInfo];
  await send(`http://127.0.0.1:${port}/`);
  server.disconnect();
}
