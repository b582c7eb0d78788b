import { readFile } from 'node:fs/promises';
import { convert, register, withApp } from './benchApp.ts';
import { type Benchmark, median, seconds } from './row.ts';

/** From a cold process to the first answer and the first PDF. */
export async function startUp(): Promise<Benchmark> {
  const letter = {
    name: 'letter.docx',
    bytes: await readFile(new URL('../examples/letter.docx', import.meta.url)),
  };
  const firstAnswer: number[] = [];
  const firstPdf: number[] = [];
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    await withApp(async (url) => {
      const headers = await register(url);
      firstAnswer.push(performance.now() - began);
      await convert(url, headers, letter);
      firstPdf.push(performance.now() - began);
    });
  }
  return {
    title: 'Start-up',
    about: 'The embedded cloud with an empty data folder, the host and the app; the median of 5 starts.',
    rows: [
      { what: 'to the first registration', value: seconds(median(firstAnswer)) },
      { what: 'to the first PDF', value: seconds(median(firstPdf)) },
    ],
  };
}
