import { createConverter } from '../shared/conversion/converter.ts';
import { type Benchmark, median, seconds } from './row.ts';

const count = 100;

/** Counts engine starts that stall, and stalled engines that had a job. */
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
        // Only a busy engine has a job.
        if (fields.state === 'busy') stalledJobs++;
        else stalledStarts++;
      },
    });
    const began = performance.now();
    try {
      // The job waits from the start, so it gets the first engine that becomes warm.
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
    about: `${count} starts of one LibreOffice, each with a waiting job.`,
    rows: [
      { what: 'start to end of the job, median', value: seconds(median(taken)) },
      { what: 'start to end of the job, slowest', value: seconds(Math.max(...taken)) },
      { what: 'stalled starts, replaced', value: String(stalledStarts) },
      {
        what: 'stalls with a job, which another engine then did',
        value: String(stalledJobs),
      },
      { what: 'failed jobs', value: String(failedJobs) },
    ],
  };
}
