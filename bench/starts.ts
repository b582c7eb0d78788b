import { createConverter } from '../shared/conversion/converter.ts';
import { type Benchmark, median, seconds } from './row.ts';

const count = 100;

/** A hundred engine starts: how many stall, and whether one of those ever gets a job. */
export async function starts(): Promise<Benchmark> {
  const taken: number[] = [];
  let stalledStarts = 0;
  let stalledJobs = 0;
  let failedJobs = 0;
  for (let start = 0; start < count; start++) {
    const converter = createConverter({
      engines: 1,
      browsers: 0,
      log: (_level, _message, fields) => {
        if (fields?.reason !== 'stalled') return;
        // An engine that is busy has a job; before that it has none to lose.
        if (fields.state === 'busy') stalledJobs++;
        else stalledStarts++;
      },
    });
    const began = performance.now();
    try {
      // A job that waits from the very first moment gets whatever engine is given out.
      await converter.convert({
        files: [{ name: 'a.txt', bytes: Buffer.from('A line of text.\n') }],
        steps: [{ type: 'convert', to: 'pdf' }],
        signal: AbortSignal.timeout(120_000),
      });
      taken.push(performance.now() - began);
    } catch {
      failedJobs++;
    }
    await converter.close();
  }
  return {
    title: 'Engine starts',
    about: `${count} starts of one LibreOffice, each with a job that waits for it.`,
    rows: [
      { what: 'to the end of the job, median', value: seconds(median(taken)) },
      { what: 'the slowest', value: seconds(Math.max(...taken)) },
      { what: 'starts that stalled and were replaced', value: String(stalledStarts) },
      {
        what: 'engines that came to a standstill with a job, which another one then did',
        value: String(stalledJobs),
      },
      { what: 'jobs that failed', value: String(failedJobs) },
    ],
  };
}
