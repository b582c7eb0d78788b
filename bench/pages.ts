import { readFile } from 'node:fs/promises';
import { createConverter } from '../shared/conversion/converter.ts';
import { convert, register, withApp } from './benchApp.ts';
import { rate } from './load.ts';
import { type Benchmark, median, perSecond, times } from './row.ts';

const clients = 4;
const count = 60;
const rounds = 5;

/** HTML pages per second in one browser: one page at once, several at once, and end to end. */
export async function pages(): Promise<Benchmark> {
  const file = {
    name: 'page.html',
    bytes: await readFile(new URL('../examples/page.html', import.meta.url)),
  };
  const single = await browser(file, { pages: 1 });
  const several = await browser(file, {});
  const rates: Record<'single' | 'several' | 'endToEnd', number[]> = {
    single: [],
    several: [],
    endToEnd: [],
  };
  try {
    await withApp(async (url) => {
      // A device for each client: the running jobs of a device are capped.
      const devices = await Promise.all(Array.from({ length: clients }, () => register(url)));
      const endToEnd = () =>
        rate(count, clients, (index) => convert(url, devices[index % clients] ?? {}, file));
      await endToEnd();
      // Alternating rounds, so that a change in the machine's speed affects all alike.
      for (let round = 0; round < rounds; round++) {
        rates.single.push(await single.rate());
        rates.several.push(await several.rate());
        rates.endToEnd.push(await endToEnd());
      }
    });
  } finally {
    await Promise.all([single.close(), several.close()]);
  }
  const baseline = median(rates.single);
  const row = (what: string, values: number[]) => ({
    what,
    value: perSecond(median(values)),
    comparison: times(median(values), baseline),
  });
  return {
    title: 'Pages',
    about: `A one-page HTML with a script, one browser, ${clients} clients. ${count} pages per round; median of ${rounds} alternating rounds.`,
    rows: [
      { what: 'one page at once', value: perSecond(baseline), comparison: 'baseline' },
      row('several pages at once', rates.several),
      row('several pages at once, end to end', rates.endToEnd),
    ],
  };
}

async function browser(file: { name: string; bytes: Uint8Array }, options: { pages?: number }) {
  const converter = createConverter({ engines: 0, toolboxes: 1, ...options, log: () => undefined });
  await converter.warm();
  const rateOf = () =>
    rate(count, clients, () =>
      converter.convert({
        files: [file],
        steps: [{ type: 'convert', to: 'pdf' }],
        signal: AbortSignal.timeout(60_000),
      }),
    );
  await rateOf();
  return { rate: rateOf, close: () => converter.close() };
}
