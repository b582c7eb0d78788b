/**
 * What the engines do: start, first document, documents a second with one and two LibreOffice processes, milliseconds
 * a page of HTML, memory. Prints JSON, then a table.
 *
 *   node bench/engines.ts [--documents 200] [--starts 20]
 *
 * `--starts` counts how many of that many starts stall, which takes a while.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Converter, createConverter } from '../shared/conversion/converter.ts';
import type { Log } from '../shared/conversion/engineView.ts';

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '200' }, starts: { type: 'string', default: '0' } },
});
const documents = Number(values.documents);
const starts = Number(values.starts);
const never = new AbortController().signal;

const sample = async (name: string) => ({
  name,
  bytes: await readFile(new URL(`../examples/${name}`, import.meta.url)),
});
const letter = await sample('letter.docx');
const page = await sample('page.html');

async function convert(converter: Converter, file: typeof letter): Promise<number> {
  const began = performance.now();
  await converter.convert({ files: [file], steps: [{ type: 'convert', to: 'pdf' }], signal: never });
  return performance.now() - began;
}

/** Milliseconds in the middle, and for the slowest of twenty. */
function spread(milliseconds: number[]) {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
  return { middle: at(0.5), slow: at(0.95) };
}

function megabytes(converter: Converter): number[] {
  return converter.engines().map(({ residentBytes }) => Math.round(residentBytes / 1024 ** 2));
}

/** What the log tells of starts: how long each took, and how many were given up. */
function startLog() {
  const warm: { startMilliseconds: number; warmUpMilliseconds: number }[] = [];
  let stalls = 0;
  const log: Log = (_level, message, fields) => {
    if (message === 'An engine is warm.') warm.push(fields as (typeof warm)[number]);
    if (fields?.reason === 'stalled') stalls++;
  };
  return { log, warm, stalls: () => stalls };
}

async function libreoffice(engines: number) {
  const starting = startLog();
  const converter = createConverter({ engines, browsers: 0, log: starting.log });
  const began = performance.now();
  await converter.warm();
  const first = await convert(converter, letter);
  const coldToFirst = Math.round(performance.now() - began);
  while (starting.warm.length < engines) await new Promise((later) => setTimeout(later, 50));
  for (let i = 0; i < 10 * engines; i++) await convert(converter, letter);
  const times: number[] = [];
  let left = documents;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: engines * 2 }, async () => {
      while (left-- > 0) times.push(await convert(converter, letter));
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  const alone: number[] = [];
  for (let i = 0; i < 20; i++) alone.push(await convert(converter, letter));
  const result = {
    engines,
    starts: starting.warm,
    stalls: starting.stalls(),
    coldToFirstMilliseconds: coldToFirst,
    firstMilliseconds: Math.round(first),
    alone: spread(alone),
    perSecond: Number((times.length / seconds).toFixed(1)),
    megabytes: megabytes(converter),
  };
  await converter.close();
  return result;
}

async function chromium() {
  const starting = startLog();
  const converter = createConverter({ engines: 0, browsers: 1, log: starting.log });
  const began = performance.now();
  await converter.warm();
  const first = await convert(converter, page);
  const coldToFirst = Math.round(performance.now() - began);
  const alone: number[] = [];
  for (let i = 0; i < 50; i++) alone.push(await convert(converter, page));
  const result = {
    starts: starting.warm,
    coldToFirstMilliseconds: coldToFirst,
    firstMilliseconds: Math.round(first),
    alone: spread(alone),
    megabytes: megabytes(converter),
  };
  await converter.close();
  return result;
}

/** How long until both kinds have converted their first document, started side by side. */
async function bothKinds() {
  const converter = createConverter({ engines: 1, browsers: 1, log: () => undefined });
  const began = performance.now();
  const since = async (file: typeof letter) => {
    await convert(converter, file);
    return Math.round(performance.now() - began);
  };
  const [letterMilliseconds, pageMilliseconds] = await Promise.all([since(letter), since(page)]);
  await converter.close();
  return { letterMilliseconds, pageMilliseconds };
}

async function stalledStarts(count: number) {
  const milliseconds: number[] = [];
  let stalls = 0;
  for (let i = 0; i < count; i++) {
    const starting = startLog();
    const converter = createConverter({ engines: 1, browsers: 0, log: starting.log });
    const began = performance.now();
    await converter.warm();
    milliseconds.push(performance.now() - began);
    stalls += starting.stalls();
    await converter.close();
  }
  return { starts: count, stalls, toWarm: spread(milliseconds) };
}

/** The native office in the same run, where there is one. */
async function native() {
  const soffice = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (!soffice) return 'absent';
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-bench-'));
  await writeFile(join(folder, letter.name), letter.bytes);
  const convertOnce = () => {
    const began = performance.now();
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    spawnSync(soffice, [
      profile,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      join(folder, letter.name),
    ]);
    return performance.now() - began;
  };
  const first = Math.round(convertOnce());
  const alone = spread(Array.from({ length: 5 }, convertOnce));
  await rm(folder, { recursive: true, force: true });
  return { firstMilliseconds: first, alone };
}

const result = {
  node: process.version,
  processors: cpus().length,
  documents,
  one: await libreoffice(1),
  two: await libreoffice(2),
  chromium: await chromium(),
  sideBySide: await bothKinds(),
  native: await native(),
  unoserver: spawnSync('unoserver', ['--version']).status === 0 ? 'present, not measured' : 'absent',
  ...(starts > 0 ? { stalls: await stalledStarts(starts) } : {}),
};
console.log(JSON.stringify(result, null, 2));
console.table(
  [result.one, result.two].map(({ engines, coldToFirstMilliseconds, alone, perSecond, megabytes: each }) => ({
    'LibreOffice processes': engines,
    'cold to first (ms)': coldToFirstMilliseconds,
    'one document (ms)': alone.middle,
    'documents/s': perSecond,
    'MB each': each.join(', '),
  })),
);
