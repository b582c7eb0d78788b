import { createConverter } from '../shared/conversion/converter.ts';
import type { NamedFile } from '../shared/conversion/files.ts';
import { convertInOneRequest, register, resultOf, submit, withApp } from './benchApp.ts';
import { type OtherOffice, soffice, unoserver } from './otherOffices.ts';
import { report } from './report.ts';
import { type Benchmark, median, milliseconds, type Row, times } from './row.ts';

const count = 40;
const warmUpDocuments = 60;

/** The time from the submission to the result of one job on an idle machine, and its part outside of the engines. */
export async function latency(): Promise<Benchmark> {
  const file = await report();
  const { engines, submission, total } = await measured(file);
  const others = [
    otherRow('`soffice --convert-to`', await soffice(file, 1), total),
    otherRow('unoserver, warm', await unoserver(file, 1), total),
  ];
  const outside = total - engines;
  const kilobytes = Math.round(file.bytes.byteLength / 1000);
  return {
    title: 'Latency',
    about: `A DOCX of ten pages with ten photos, ${kilobytes} kB. One client submits one job after the other; median of ${count} alternating runs, after ${warmUpDocuments} warm-up documents.`,
    rows: [
      { what: 'the engines alone', value: milliseconds(engines), comparison: 'baseline' },
      {
        what: 'from the submission to the result, with `Prefer: wait`',
        value: milliseconds(total),
        comparison: times(total, engines),
      },
      { what: 'outside of the engines', value: milliseconds(outside) },
      { what: '… until the job is accepted', value: milliseconds(submission) },
      { what: '… queue, records and result', value: milliseconds(outside - submission) },
      ...others,
    ],
  };
}

/** Medians in ms: of the engines alone, of a submission until its 202, and of a request that waits for the result. */
async function measured(file: NamedFile) {
  const taken = { engines: [] as number[], submission: [] as number[], total: [] as number[] };
  const converter = createConverter({ engines: 1, browsers: 0, log: () => undefined });
  try {
    await converter.warm();
    const convertAlone = () =>
      converter.convert({
        files: [file],
        steps: [{ type: 'convert', to: 'pdf' }],
        signal: AbortSignal.timeout(120_000),
      });
    await withApp(async (url) => {
      const device = await register(url);
      // Alternating runs, so that a change in the machine's speed affects all alike.
      for (let run = -warmUpDocuments; run < count; run++) {
        const engines = await timed(convertAlone);
        const submission = await timed(() => submit(url, device, file));
        await resultOf(url, device, submission.value);
        const total = await timed(() => convertInOneRequest(url, device, file));
        if (run < 0) continue;
        taken.engines.push(engines.took);
        taken.submission.push(submission.took);
        taken.total.push(total.took);
      }
    });
  } finally {
    await converter.close();
  }
  return {
    engines: median(taken.engines),
    submission: median(taken.submission),
    total: median(taken.total),
  };
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; took: number }> {
  const began = performance.now();
  const value = await work();
  return { value, took: performance.now() - began };
}

function otherRow(name: string, other: OtherOffice | undefined, total: number): Row {
  if (!other) return { what: name, value: 'not installed' };
  const each = 1000 / other.perSecond;
  return { what: name, value: milliseconds(each), comparison: `${times(each, total)} Conveyor` };
}
