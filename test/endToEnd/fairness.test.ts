import { expect, test } from 'vitest';
import type { NamedFile } from '../../shared/conversion/files.ts';
import { docx, paragraph } from '../conversion/ooxml.ts';
import { type App, appForThisTest } from '../harness/app.ts';

// The order in which jobs of two callers end, with real engines and the default cap. The test does not wait for the
// endless pages: the other caller's jobs end while they run.

const letter = { name: 'letter.docx', bytes: await docx(paragraph('Hello')) };
const page = { name: 'page.html', bytes: Buffer.from('<!doctype html><title>A page</title><p>Hello') };
const busyPage = { name: 'busy.html', bytes: Buffer.from('<script>for (;;);</script>') };
const toPdf = { type: 'convert', to: 'pdf' };
const waitsForEver = { ...toPdf, waitForExpression: 'window.never === 1' };

interface Ended {
  id: string;
  status: string;
  endedAt?: string;
}

test('three jobs of a caller end before any endless page and the twentieth document of another', async () => {
  const app = await appForThisTest({ settings: { JOB_SECONDS: '100' } });
  const [attacker, other] = [await app.register(), await app.register()];
  const documents: string[] = [];
  const pages: string[] = [];
  // Both kinds run from the beginning: jobs of a caller are sent in the order of their submission.
  for (let round = 0; round < 10; round++) {
    for (let count = 0; count < 5; count++) documents.push(await submit(app, attacker, [letter], [toPdf]));
    pages.push(await submit(app, attacker, [busyPage], [toPdf]));
    pages.push(await submit(app, attacker, [page], [waitsForEver]));
  }
  const jobs = await Promise.all([
    submit(app, other, [letter], [toPdf]),
    submit(app, other, [page], [toPdf]),
    submit(app, other, [letter, { ...letter, name: 'second.docx' }], [toPdf, { type: 'merge' }]),
  ]);
  for (const id of jobs) expect(await app.ended(other, id)).toMatchObject({ status: 'succeeded' });
  const endedOf = async (ids: string[]) => {
    const all = await Promise.all(ids.map((id) => jobOf(app, attacker, id)));
    return all.filter(({ endedAt }) => endedAt !== undefined).length;
  };
  expect(await endedOf(pages)).toBe(0);
  expect(await endedOf(documents)).toBeLessThan(20);
});

async function submit(app: App, token: string, files: NamedFile[], steps: object[]): Promise<string> {
  const body = new FormData();
  body.set('steps', JSON.stringify(steps));
  for (const { name, bytes } of files)
    body.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const answer = await app.call('POST', '/v1/jobs', { token, body });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as Ended).id;
}

const jobOf = async (app: App, token: string, id: string) =>
  (await (await app.call('GET', `/v1/jobs/${id}`, { token })).json()) as Ended;
