import { readFile } from 'node:fs/promises';
import { createConverter } from '../shared/conversion/converter.ts';
import { convert, register, withApp } from './benchApp.ts';
import { rate } from './load.ts';
import { processorTimes } from './processorTime.ts';
import { type Benchmark, median, milliseconds, percent, perSecond } from './row.ts';

const count = 150;
const clients = 6;
const rounds = 3;
/** Documents after which V8 has optimised the hot code of both engines, and of the app and its host. */
const warmUpDocuments = { engines: 400, app: 1500 };

/** Jobs per second end to end, with HTTP, queue and blobs, compared with the same two engines alone. */
export async function jobs(): Promise<Benchmark> {
  const letter = {
    name: 'letter.docx',
    bytes: await readFile(new URL('../test/conversion/fixtures/plain/letter.docx', import.meta.url)),
  };
  const engineRates: number[] = [];
  const jobRates: number[] = [];
  const cpuTimes: Record<string, number> = {};
  let first = 0;
  await withApp(async (url) => {
    // A device for each client: the running jobs of a device are capped.
    const devices = await Promise.all(Array.from({ length: clients }, () => register(url)));
    const endToEnd = (times: number) =>
      rate(times, clients, (index) => convert(url, devices[index % clients] ?? {}, letter));
    first = await endToEnd(count);
    await endToEnd(warmUpDocuments.app - count);
    const bare = await enginesAlone(letter);
    try {
      // Alternating rounds, so that a change in the machine's speed affects both alike.
      for (let round = 0; round < rounds; round++) {
        engineRates.push(await bare.rate(count));
        const before = processorTimes();
        jobRates.push(await endToEnd(count));
        const after = processorTimes();
        for (const [part, time] of Object.entries(after))
          cpuTimes[part] = (cpuTimes[part] ?? 0) + (time - (before[part] ?? 0)) / (rounds * count);
      }
    } finally {
      await bare.close();
    }
  });
  const [engines, endToEndRate] = [median(engineRates), median(jobRates)];
  return {
    title: 'Jobs',
    about: `A one-page DOCX, two engines. ${clients} clients submit, wait and fetch ${count} jobs per round; median of ${rounds} alternating rounds, after ${warmUpDocuments.app} warm-up jobs.`,
    rows: [
      { what: 'two engines alone', value: perSecond(engines), comparison: 'baseline' },
      { what: 'end to end', value: perSecond(endToEndRate), comparison: percent(endToEndRate, engines) },
      {
        what: `end to end, the first ${count}`,
        value: perSecond(first),
        comparison: percent(first, engines),
      },
      ...Object.entries(cpuTimes).map(([part, time]) => ({
        what: `CPU time per job: ${part}`,
        value: milliseconds(time),
      })),
    ],
  };
}

/** Two engines without an app, warmed up like the app's. */
async function enginesAlone(file: { name: string; bytes: Uint8Array }) {
  const converter = createConverter({ engines: 2, browsers: 0, log: () => undefined });
  const rateOf = (times: number) =>
    rate(times, 2, () =>
      converter.convert({
        files: [file],
        steps: [{ type: 'convert', to: 'pdf' }],
        signal: AbortSignal.timeout(60_000),
      }),
    );
  await untilWarm(
    () =>
      converter.engines().filter(({ kind, state }) => kind === 'libreoffice' && state === 'warm').length >= 2,
    converter.warm(),
  );
  await rateOf(warmUpDocuments.engines);
  return { rate: rateOf, close: () => converter.close() };
}

async function untilWarm(isWarm: () => boolean, warming: Promise<void>): Promise<void> {
  await warming;
  while (!isWarm()) await new Promise((resolve) => setTimeout(resolve, 100));
}
