import { readFile } from 'node:fs/promises';
import { register, withApp } from './benchApp.ts';
import { send } from './load.ts';
import { type Benchmark, median, milliseconds, times } from './row.ts';

const rounds = 15;
/** Rounds after which both engines are warm. */
const warmUpRounds = 10;
const load = { pages: 20, documents: 50 };

const toPdf = { type: 'convert', to: 'pdf' };
/** Loads: jobs of another caller that use one of the processors, or only wait. */
const endless = {
  'pages that never stop computing': { html: '<script>for (;;);</script>', steps: [toPdf] },
  'pages that wait for ever': {
    html: '<p>Hello',
    steps: [{ ...toPdf, waitForExpression: 'window.never === 1' }],
  },
};

/** The time that a caller waits for its jobs, alone and beside a caller who submits endless pages and many documents. */
export async function fairness(): Promise<Benchmark> {
  const example = (name: string) => readFile(new URL(`../examples/${name}`, import.meta.url));
  const [letter, page] = [await example('letter.docx'), await example('page.html')];
  const measured: { what: string; alone: number; beside: number }[] = [];
  for (const [what, { html, steps }] of Object.entries(endless))
    await withApp(async (url) => {
      const [headers, other] = [await register(url), await register(url)];
      /** A DOCX, a page and a merge, submitted together. @returns ms until all three have ended */
      const round = async () => {
        const began = performance.now();
        await Promise.all([
          run(url, headers, { files: { 'letter.docx': letter }, steps: [toPdf] }),
          run(url, headers, { files: { 'page.html': page }, steps: [toPdf] }),
          run(url, headers, {
            files: { 'one.docx': letter, 'two.docx': letter },
            steps: [toPdf, { type: 'merge' }],
          }),
        ]);
        return performance.now() - began;
      };
      for (let count = 0; count < warmUpRounds; count++) await round();
      const alone = await repeat(round);
      for (let count = 0; count < load.pages; count++)
        await submit(url, other, { files: { 'endless.html': Buffer.from(html) }, steps });
      for (let count = 0; count < load.documents; count++)
        await submit(url, other, { files: { 'letter.docx': letter }, steps: [toPdf] });
      measured.push({ what, alone, beside: await repeat(round) });
    });
  return {
    title: 'Two callers',
    about: `A caller submits a DOCX, a page and a merge of two DOCX at once, and waits for all three; median of ${rounds} rounds. The other caller has submitted ${load.pages} endless pages and ${load.documents} DOCX.`,
    // Each comparison is with the same app, shortly before.
    rows: measured.flatMap(({ what, alone, beside }) => [
      { what: 'alone', value: milliseconds(alone), comparison: 'baseline' },
      { what: `beside ${what}`, value: milliseconds(beside), comparison: times(beside, alone) },
    ]),
  };
}

async function repeat(round: () => Promise<number>): Promise<number> {
  const taken: number[] = [];
  for (let count = 0; count < rounds; count++) taken.push(await round());
  return median(taken);
}

interface Job {
  files: Record<string, Uint8Array>;
  steps: object[];
}

async function submit(url: string, headers: Record<string, string>, { files, steps }: Job): Promise<string> {
  const data = new FormData();
  data.set('steps', JSON.stringify(steps));
  for (const [name, bytes] of Object.entries(files))
    data.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const encoded = new Request(url, { method: 'POST', body: data });
  const { status, body } = await send(`${url}/v1/jobs`, {
    method: 'POST',
    headers: { ...headers, 'content-type': encoded.headers.get('content-type') ?? '' },
    body: new Uint8Array(await encoded.arrayBuffer()),
  });
  if (status !== 202) throw new Error(`The submission failed with ${status}: ${body}`);
  return (JSON.parse(body.toString()) as { id: string }).id;
}

async function run(url: string, headers: Record<string, string>, job: Job): Promise<void> {
  const id = await submit(url, headers, job);
  for (;;) {
    const { status, body } = await send(`${url}/v1/jobs/${id}/result?wait=20`, { headers });
    if (status === 200) return;
    if (!body.includes('job_not_finished')) throw new Error(`The result failed with ${status}: ${body}`);
  }
}
