import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { exportFromCosmos } from './exportFromCosmos.ts';
import type { ExportRun } from './exportRun.ts';
import { type Benchmark, median, percent, type Row, seconds } from './row.ts';

const rounds = 3;
const counts = [500_000, 1_000_000];
const script = fileURLToPath(new URL('exportRun.ts', import.meta.url));

/** Export of exposure keys, from pages of records to the signed file, compared with the minimum work of any export. */
export async function exports(): Promise<Benchmark> {
  const rows: Row[] = [];
  for (const count of counts) {
    const minimum = await medianRun('minimum', count);
    const pages = await medianRun('pages', count);
    const whole = await medianRun('exportAll', count);
    const exportOnly = whole.milliseconds - pages.milliseconds;
    const keys = count.toLocaleString('en');
    const rate = (milliseconds: number) => `${(count / milliseconds / 1000).toFixed(1)} M keys/s`;
    const speed = percent(minimum.milliseconds, whole.milliseconds);
    rows.push(
      {
        what: `${keys} keys: only sorting, SHA-256, zlib at level 6 and writing`,
        value: rate(minimum.milliseconds),
        comparison: 'baseline',
      },
      {
        what: `${keys} keys, from pages of records to the signed ZIP`,
        value: rate(whole.milliseconds),
        comparison: speed,
      },
      {
        what: 'the same, without generating the pages',
        value: rate(exportOnly),
        comparison: percent(minimum.milliseconds, exportOnly),
      },
      {
        what: 'the same, by the processor time of all threads',
        value: rate(whole.processorMilliseconds - pages.processorMilliseconds),
        comparison: percent(
          minimum.processorMilliseconds,
          whole.processorMilliseconds - pages.processorMilliseconds,
        ),
      },
      {
        what: 'peak resident memory',
        value: `${Math.round(whole.megabytes)} MB`,
      },
      {
        what: 'size of the file',
        value: `${(whole.bytes / 1e6).toFixed(2)} MB`,
        comparison: `${(whole.bytes / count).toFixed(1)} bytes per key`,
      },
    );
  }
  rows.push({
    what: '5,000 keys with the embedded cloud: manifest, queries, signature, files, indexes',
    value: seconds(await exportFromCosmos(5000)),
  });
  return {
    title: 'Export of exposure keys',
    about: `Median of ${rounds} runs, each in a separate process. Records are generated page by page during the export, as a query returns them. The result is one file, signed with one key.`,
    rows,
  };
}

async function medianRun(what: string, count: number): Promise<ExportRun> {
  const runs: ExportRun[] = [];
  for (let round = 0; round < rounds; round++) {
    const child = fork(script, [what, String(count)]);
    const [[run]] = (await Promise.all([once(child, 'message'), once(child, 'exit')])) as [
      [ExportRun],
      unknown,
    ];
    runs.push(run);
  }
  return {
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    processorMilliseconds: median(runs.map(({ processorMilliseconds }) => processorMilliseconds)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
    bytes: runs[0]?.bytes ?? 0,
  };
}
