import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Converter, createConverter } from '../shared/conversion/converter.ts';
import type { EngineKind } from '../shared/conversion/engines/engine.ts';
import type { NamedFile } from '../shared/conversion/files.ts';
import { rate } from './load.ts';
import { soffice, unoserver } from './otherOffices.ts';
import { type Benchmark, median, milliseconds, perSecond, seconds, times } from './row.ts';

const count = 150;
/** Documents after which V8 has optimised the hot code of an engine. */
const warmUpDocuments = 200;

const example = async (name: string) => ({
  name,
  bytes: await readFile(new URL(`../test/conversion/fixtures/plain/${name}`, import.meta.url)),
});

/** The engines without HTTP, queue and storage. */
export async function engines(): Promise<Benchmark> {
  const letter = await example('letter.docx');
  const one = await office(1, letter);
  const two = await office(2, letter);
  const pages = await browser(await example('page.html'));
  const bare = await soffice(letter, 2);
  const warm = [await unoserver(letter, 1), await unoserver(letter, 2)] as const;
  const relative = (value: number) => (bare ? `${times(value, bare.perSecond)} \`soffice\`` : '');
  return {
    title: 'Engines',
    about: `A one-page DOCX (a one-page HTML for Chromium), ${count} times, after ${warmUpDocuments} conversions of each LibreOffice, in which V8 optimises the hot code. The row of the first 100 shows the speed before that.`,
    rows: [
      { what: 'LibreOffice, start and warm-up document', value: seconds(one.start) },
      { what: 'one LibreOffice, time per document', value: milliseconds(one.each) },
      { what: 'one LibreOffice', value: perSecond(one.rate), comparison: relative(one.rate) },
      { what: 'two LibreOffice engines', value: perSecond(two.rate), comparison: relative(two.rate) },
      {
        what: 'two LibreOffice engines, the first 100',
        value: perSecond(two.firstRate),
        comparison: relative(two.firstRate),
      },
      { what: 'LibreOffice, resident memory', value: `${one.megabytes} MB` },
      { what: 'Chromium, start and warm-up page', value: seconds(pages.start) },
      { what: 'Chromium, time per page', value: milliseconds(pages.each) },
      { what: 'Chromium, resident memory', value: `${pages.megabytes} MB` },
      bare
        ? {
            what: '`soffice --convert-to`, one process per document, two at a time',
            value: perSecond(bare.perSecond),
            comparison: 'baseline',
          }
        : { what: '`soffice`', value: 'not installed' },
      ...warm.map((server, index) =>
        server
          ? {
              what: `unoserver, warm, ${index + 1} in parallel`,
              value: perSecond(server.perSecond),
              comparison: relative(server.perSecond),
            }
          : { what: 'unoserver', value: 'not installed' },
      ),
    ],
  };
}

async function office(engineCount: number, file: NamedFile) {
  const converter = createConverter({ engines: engineCount, browsers: 0, log: () => undefined });
  try {
    const start = await warmUp(converter, 'libreoffice', engineCount);
    const rateOf = (times: number) => rate(times, engineCount, () => convert(converter, file));
    const firstRate = await rateOf(100);
    await rateOf(engineCount * warmUpDocuments - 100);
    const warmRate = await rateOf(count);
    return { start, firstRate, ...(await sequential(converter, file)), rate: warmRate };
  } finally {
    await converter.close();
  }
}

async function browser(file: NamedFile) {
  const converter = createConverter({ engines: 0, browsers: 1, log: () => undefined });
  try {
    return { start: await warmUp(converter, 'chromium', 1), ...(await sequential(converter, file)) };
  } finally {
    await converter.close();
  }
}

async function warmUp(converter: Converter, engineKind: EngineKind, engineCount: number): Promise<number> {
  const began = performance.now();
  await converter.warm();
  const first = performance.now() - began;
  while (
    converter.engines().filter(({ kind, state }) => kind === engineKind && state === 'warm').length <
    engineCount
  )
    await sleep(50);
  return first;
}

async function sequential(converter: Converter, file: NamedFile) {
  const taken: number[] = [];
  for (let index = 0; index < 30; index++) taken.push(await convert(converter, file));
  const bytes = converter.engines()[0]?.residentBytes ?? 0;
  return { each: median(taken), megabytes: Math.round(bytes / 1024 ** 2) };
}

async function convert(converter: Converter, file: NamedFile): Promise<number> {
  const began = performance.now();
  const signal = AbortSignal.timeout(120_000);
  await converter.convert({ files: [file], steps: [{ type: 'convert', to: 'pdf' }], signal });
  return performance.now() - began;
}
