import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Converter, createConverter } from '../shared/conversion/converter.ts';
import type { EngineKind } from '../shared/conversion/engines/engine.ts';
import type { InputFile } from '../shared/conversion/files.ts';
import { rate } from './load.ts';
import { soffice, unoserver } from './otherOffices.ts';
import { type Benchmark, median, milliseconds, perSecond, seconds, times } from './row.ts';

const count = 150;
/** Documents after which V8 has optimised what runs most in an engine. */
const untilFast = 200;

const example = async (name: string) => ({
  name,
  bytes: await readFile(new URL(`../examples/${name}`, import.meta.url)),
});

/** The engines alone: no HTTP, no queue, no storage. */
export async function engines(): Promise<Benchmark> {
  const letter = await example('letter.docx');
  const one = await office(1, letter);
  const two = await office(2, letter);
  const pages = await browser(await example('page.html'));
  const bare = await soffice(letter);
  const warm = [await unoserver(letter, 1), await unoserver(letter, 2)] as const;
  const against = (value: number) => (bare ? `${times(value, bare.perSecond)} \`soffice\`` : '');
  return {
    title: 'Engines',
    about: `A one-page DOCX (a one-page HTML for Chromium), ${count} times. Each LibreOffice has done ${untilFast} before: meanwhile V8 optimises what runs most, at the cost that the row of the first 100 shows.`,
    rows: [
      { what: 'LibreOffice, start with its warm-up document', value: seconds(one.start) },
      { what: 'one LibreOffice, a document', value: milliseconds(one.each) },
      { what: 'one LibreOffice', value: perSecond(one.rate), against: against(one.rate) },
      { what: 'two LibreOffices', value: perSecond(two.rate), against: against(two.rate) },
      {
        what: 'two LibreOffices, the first 100',
        value: perSecond(two.atFirst),
        against: against(two.atFirst),
      },
      { what: 'LibreOffice, resident memory', value: `${one.megabytes} MB` },
      { what: 'Chromium, start with its warm-up page', value: seconds(pages.start) },
      { what: 'Chromium, a page', value: milliseconds(pages.each) },
      { what: 'Chromium, resident memory', value: `${pages.megabytes} MB` },
      bare
        ? {
            what: '`soffice --convert-to`, a process each, two at once',
            value: perSecond(bare.perSecond),
            against: 'baseline',
          }
        : { what: '`soffice`', value: 'absent' },
      ...warm.map((server, index) =>
        server
          ? {
              what: `unoserver, warm, ${index + 1}`,
              value: perSecond(server.perSecond),
              against: against(server.perSecond),
            }
          : { what: 'unoserver', value: 'absent' },
      ),
    ],
  };
}

async function office(howMany: number, file: InputFile) {
  const converter = createConverter({ engines: howMany, browsers: 0, log: () => undefined });
  try {
    const start = await warmUp(converter, 'libreoffice', howMany);
    const often = (times: number) => rate(times, howMany, () => convert(converter, file));
    const atFirst = await often(100);
    await often(howMany * untilFast - 100);
    const perSecondNow = await often(count);
    return { start, atFirst, ...(await oneByOne(converter, file)), rate: perSecondNow };
  } finally {
    await converter.close();
  }
}

async function browser(file: InputFile) {
  const converter = createConverter({ engines: 0, browsers: 1, log: () => undefined });
  try {
    return { start: await warmUp(converter, 'chromium', 1), ...(await oneByOne(converter, file)) };
  } finally {
    await converter.close();
  }
}

async function warmUp(converter: Converter, of: EngineKind, howMany: number): Promise<number> {
  const began = performance.now();
  await converter.warm();
  const first = performance.now() - began;
  while (converter.engines().filter(({ kind, state }) => kind === of && state === 'warm').length < howMany)
    await sleep(50);
  return first;
}

async function oneByOne(converter: Converter, file: InputFile) {
  const taken: number[] = [];
  for (let index = 0; index < 30; index++) taken.push(await convert(converter, file));
  const bytes = converter.engines()[0]?.residentBytes ?? 0;
  return { each: median(taken), megabytes: Math.round(bytes / 1024 ** 2) };
}

async function convert(converter: Converter, file: InputFile): Promise<number> {
  const began = performance.now();
  const signal = AbortSignal.timeout(120_000);
  await converter.convert({ files: [file], steps: [{ type: 'convert', to: 'pdf' }], signal });
  return performance.now() - began;
}
