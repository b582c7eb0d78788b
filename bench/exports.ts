import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { exportFromCosmos } from './exportFromCosmos.ts';
import type { ExportRun } from './exportRun.ts';
import { type Benchmark, median, percent, type Row, seconds } from './row.ts';

const rounds = 3;
const counts = [500_000, 1_000_000];
const script = fileURLToPath(new URL('exportRun.ts', import.meta.url));

/** Exports of exposure keys from pages of records to the finished file, against what no export can do without. */
export async function exports(): Promise<Benchmark> {
  const rows: Row[] = [];
  for (const count of counts) {
    const limit = await middle('limit', count);
    const pages = await middle('pages', count);
    const whole = await middle('whole', count);
    const own = whole.milliseconds - pages.milliseconds;
    const keys = count.toLocaleString('en');
    const rate = (milliseconds: number) => `${(count / milliseconds / 1000).toFixed(1)} M keys/s`;
    const speed = percent(limit.milliseconds, whole.milliseconds);
    rows.push(
      {
        what: `${keys} keys: sorting, SHA-256 and writing alone`,
        value: rate(limit.milliseconds),
        against: 'baseline',
      },
      {
        what: `${keys} keys, from pages of records to the signed ZIP`,
        value: rate(whole.milliseconds),
        against: speed,
      },
      {
        what: 'the same without the making of the pages',
        value: rate(own),
        against: percent(limit.milliseconds, own),
      },
      {
        what: 'most that was resident',
        value: `${Math.round(whole.megabytes)} MB`,
        against: `file: ${Math.round(whole.bytes / 1e6)} MB`,
      },
    );
  }
  rows.push({
    what: '5,000 keys through the embedded cloud: manifest, queries, signature, files, indexes',
    value: seconds(await exportFromCosmos(5000)),
  });
  return {
    title: 'Export of exposure keys',
    about: `Each in a process of its own, the median of ${rounds}. The records are made page by page while the export runs, as a query would bring them; the file is one, signed with one key.`,
    rows,
  };
}

async function middle(what: string, count: number): Promise<ExportRun> {
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
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
    bytes: runs[0]?.bytes ?? 0,
  };
}
