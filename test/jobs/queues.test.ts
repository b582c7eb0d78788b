import { beforeEach, describe, expect, test } from 'vitest';
import type { NamedFile } from '../../shared/conversion/files.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';
import { browserJobsQueue, workQueues } from '../../shared/jobs/queues.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcile } from '../../shared/jobs/upkeep/reconcile.ts';
import { handleJobPoison } from '../../shared/jobs/work/handleJobPoison.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { docx, paragraph } from '../conversion/ooxml.ts';
import { pdfOf } from '../conversion/pdfs.ts';
import { converterThat, hangs } from '../harness/converters.ts';
import { messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { tenant } from '../harness/tenant.ts';

const letter: NamedFile = { name: 'letter.docx', bytes: await docx(paragraph('Hello')) };
const pdf = await pdfOf(['One'], { name: 'one.pdf' });
const notes: NamedFile = { name: 'notes.md', bytes: Buffer.from('# Notes') };

let services: TestServices;
beforeEach(async () => {
  services = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
});

/** The number of messages in each queue. */
const depths = () => Promise.all(workQueues.map((queue) => services.queues.depth(queue)));
const inJobs = [1, 0];
const inBrowserJobs = [0, 1];

const urlOf = (path: string) => `http://127.0.0.1:9/${path}`;

interface Case {
  what: string;
  files?: NamedFile[];
  sources?: { url: string; name?: string }[];
  steps?: object[];
  expected: number[];
}

describe('the queue of a job is that of its engines', () => {
  test.each<Case>([
    { what: 'an office document', files: [letter], expected: inJobs },
    { what: 'steps on a PDF', files: [pdf], steps: [{ type: 'compress' }], expected: inJobs },
    { what: 'a page', files: [page], expected: inBrowserJobs },
    { what: 'Markdown', files: [notes], expected: inBrowserJobs },
    { what: 'Markdown as HTML', files: [notes], steps: [{ type: 'convert', to: 'html' }], expected: inJobs },
    {
      what: 'a merge with a page',
      files: [letter, page],
      steps: [...toPdf, { type: 'merge' }],
      expected: inBrowserJobs,
    },
    {
      what: 'the page of a URL',
      steps: [{ type: 'convert', to: 'pdf', url: 'https://example.com/' }],
      expected: inBrowserJobs,
    },
    {
      what: 'a URL with a given name',
      sources: [{ url: urlOf('any'), name: 'a.docx' }],
      expected: inJobs,
    },
    {
      what: 'a URL whose response may give another name',
      sources: [{ url: urlOf('a.docx') }],
      expected: inBrowserJobs,
    },
    { what: 'a URL without a name', sources: [{ url: urlOf('any') }], expected: inBrowserJobs },
  ])('$what', async ({ files = [], sources = [], steps = toPdf, expected }) => {
    await submit({ caller: newDevice(), files, sources, steps: stepsSchema.parse(steps) }, services);
    expect(await depths()).toEqual(expected);
  });
});

describe('a job stays in its queue', () => {
  let job: JobRecord;
  beforeEach(async () => {
    job = await submit({ caller: newDevice(), files: [letter], steps: toPdf }, services);
    await submit({ caller: newDevice(), files: [page], steps: toPdf }, services);
  });

  test('when it is enqueued again because its worker died', async () => {
    const { convert, started } = hangs();
    const dead = await testServices({}, { tenant: services.tenant });
    const working = work(messageOf(job), converterThat(convert), dead);
    await started;
    services.clock.advance({ minutes: 1 });
    expect(await reconcile(services)).toBe(1);
    expect(await depths()).toEqual([2, 1]);
    dead.drain();
    await expect(working).rejects.toThrow('stopping');
  });

  test('when its message became poison while it has attempts left', async () => {
    await handleJobPoison(messageOf(job), services);
    expect(await depths()).toEqual([2, 1]);
  });
});

describe('a queued job whose message was lost', () => {
  /** Creates a record whose message is in a queue of another tenant. */
  const lost = async (changes: Partial<JobRecord> = {}) => {
    const elsewhere = await testServices({}, { tenant: await tenant(), clock: services.clock });
    const job = await submit({ caller: newDevice(), files: [letter], steps: toPdf }, elsewhere);
    await services.jobs.create({ ...job, ...changes });
    return job.id;
  };

  test('is enqueued after a minute if no worker has started it and no message waits', async () => {
    await lost();
    services.clock.advance({ seconds: 59 });
    expect(await reconcile(services)).toBe(0);
    services.clock.advance({ seconds: 2 });
    expect(await reconcile(services)).toBe(1);
    expect(await depths()).toEqual(inJobs);
    expect(await reconcile(services)).toBe(0);
  });

  test('is enqueued after five minutes if a worker has started it', async () => {
    await lost({ attempt: 1 });
    services.clock.advance({ minutes: 4 });
    expect(await reconcile(services)).toBe(0);
    services.clock.advance({ minutes: 2 });
    expect(await reconcile(services)).toBe(1);
  });

  test('is enqueued in the queue `jobs` if a version without other queues wrote it', async () => {
    const id = await lost();
    await services.jobs.patch(['default', id], id, [{ op: 'remove', path: '/queue' }]);
    services.clock.advance({ minutes: 2 });
    expect(await reconcile(services)).toBe(1);
    expect(await depths()).toEqual(inJobs);
  });

  test('is not enqueued while an older message waits in its queue, whatever waits in the other', async () => {
    await submit({ caller: newDevice(), files: [letter], steps: toPdf }, services);
    await lost();
    await lost({ queue: browserJobsQueue });
    services.clock.advance({ minutes: 2 });
    expect(await reconcile(services)).toBe(1);
    expect(await depths()).toEqual([1, 1]);
  });
});
