import { readFile } from 'node:fs/promises';
import { createConverter } from '../shared/conversion/converter.ts';
import { convert, register, withApp } from './benchApp.ts';
import { rate } from './load.ts';
import { processorTimes } from './processorTime.ts';
import { type Benchmark, median, milliseconds, percent, perSecond } from './row.ts';

const count = 150;
const clients = 6;
const rounds = 3;
/** Documents after which V8 has optimised what runs most in both engines, and in the app and its host. */
const untilFast = { engines: 400, app: 1500 };

/** Jobs a second end to end, through HTTP, queue and blob, against what the same two engines do alone. */
export async function jobs(): Promise<Benchmark> {
  const letter = {
    name: 'letter.docx',
    bytes: await readFile(new URL('../examples/letter.docx', import.meta.url)),
  };
  const alone: number[] = [];
  const whole: number[] = [];
  const spent: Record<string, number> = {};
  let first = 0;
  await withApp(async (url) => {
    const headers = await register(url);
    const endToEnd = (times: number) => rate(times, clients, () => convert(url, headers, letter));
    first = await endToEnd(count);
    await endToEnd(untilFast.app - count);
    const bare = await enginesAlone(letter);
    try {
      // In turn, so that a machine whose speed drifts treats both alike; the other one waits meanwhile.
      for (let round = 0; round < rounds; round++) {
        alone.push(await bare.rate(count));
        const before = processorTimes();
        whole.push(await endToEnd(count));
        const after = processorTimes();
        for (const [part, time] of Object.entries(after))
          spent[part] = (spent[part] ?? 0) + (time - (before[part] ?? 0)) / (rounds * count);
      }
    } finally {
      await bare.close();
    }
  });
  const [engines, jobsEach] = [median(alone), median(whole)];
  return {
    title: 'Jobs',
    about: `A one-page DOCX, two engines; ${count} jobs a round by ${clients} clients that submit, wait and fetch; the median of ${rounds} rounds in turn, after ${untilFast.app} others.`,
    rows: [
      { what: 'two engines alone', value: perSecond(engines), against: 'baseline' },
      { what: 'end to end', value: perSecond(jobsEach), against: percent(jobsEach, engines) },
      { what: `end to end, the first ${count}`, value: perSecond(first), against: percent(first, engines) },
      ...Object.entries(spent).map(([part, time]) => ({
        what: `processor time of a job: ${part}`,
        value: milliseconds(time),
      })),
    ],
  };
}

/** Two engines without an app, as warm as the app's. */
async function enginesAlone(file: { name: string; bytes: Uint8Array }) {
  const converter = createConverter({ engines: 2, browsers: 0, log: () => undefined });
  const often = (times: number) =>
    rate(times, 2, () =>
      converter.convert({
        files: [file],
        steps: [{ type: 'convert', to: 'pdf' }],
        signal: AbortSignal.timeout(60_000),
      }),
    );
  await bothWarm(
    () =>
      converter.engines().filter(({ kind, state }) => kind === 'libreoffice' && state === 'warm').length >= 2,
    converter.warm(),
  );
  await often(untilFast.engines);
  return { rate: often, close: () => converter.close() };
}

async function bothWarm(check: () => boolean, warming: Promise<void>): Promise<void> {
  await warming;
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 100));
}
