import type { RequestListener } from 'node:http';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Step } from '../../shared/conversion/steps/steps.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { browserJobsQueue } from '../../shared/jobs/queues.ts';
import { type JobRecord, partitionOf } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcile } from '../../shared/jobs/upkeep/reconcile.ts';
import { view } from '../../shared/jobs/view.ts';
import { visibleSteps } from '../../shared/jobs/visibleSteps.ts';
import { maximumAttempts } from '../../shared/jobs/work/failExhausted.ts';
import { postponeDelays } from '../../shared/jobs/work/postpone.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { beginUpload } from '../../shared/uploads/beginUpload.ts';
import { takeUpload } from '../../shared/uploads/takeUpload.ts';
import { uploadBlob } from '../../shared/uploads/upload.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { codeOf, gives, messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { listen } from '../outbound/listener.ts';

const caller = newDevice();
let services: TestServices;
beforeAll(async () => {
  services = await testServices({ OUTBOUND_ALLOW: '127.0.0.1', MAXIMUM_INPUT_BYTES: '100' });
});

async function origin(answer: RequestListener) {
  const listener = await listen(answer);
  onTestFinished(() => listener.close());
  return { ...listener, url: `http://127.0.0.1:${listener.port}` };
}
const html: RequestListener = (_, response) =>
  response.setHeader('content-type', 'text/html; charset=utf-8').end(page.bytes);

const submitted = (...sources: { url: string; name?: string }[]) =>
  submit({ caller, files: [], sources, steps: toPdf }, services);
const now = async ({ id }: JobRecord) => (await findOwn(id, caller, services)).record;

async function worked(job: JobRecord) {
  const converter = converterThat(converts);
  await work(messageOf(job), converter, services);
  return { converter, job: await now(job) };
}

describe('an input with a URL', () => {
  test('is fetched by the worker, which records its type and size', async () => {
    const { url, seen } = await origin(html);
    const job = await submitted({ url: `${url}/letters/page.html?key=1` });
    expect(seen).toEqual([]);
    expect(view(job).inputs).toEqual([{ name: 'page.html' }]);
    const { job: done } = await worked(job);
    expect(done.status).toBe('succeeded');
    expect(view(done).inputs).toEqual([
      { name: 'page.html', contentType: 'text/html', size: page.bytes.length },
    ]);
    expect(seen).toContain('GET /letters/page.html?key=1');
  });

  test.each<[string, string, RequestListener, string | undefined, string]>([
    ['its path', '/a%20page.html', html, undefined, 'a page.html'],
    ['its type, if there is no extension', '/read/page', html, undefined, 'page.html'],
    ['its type, if there is no name either', '/', html, undefined, 'file.html'],
    [
      'Content-Disposition',
      '/download.php',
      (request, response) => {
        response.setHeader('content-disposition', `attachment; filename="../notes.md"`);
        html(request, response);
      },
      undefined,
      'notes.md',
    ],
    ['the name from the caller', '/page.html', html, 'mine.md', 'mine.md'],
  ])('is named by %s', async (_, path, answer, name, expected) => {
    const { url } = await origin(answer);
    const { job } = await worked(await submitted({ url: url + path, ...(name && { name }) }));
    expect(job).toMatchObject({ status: 'succeeded', inputs: [{ name: expected }] });
  });

  test('is checked like a sent file', async () => {
    const { url } = await origin((_, response) => response.end('just words'));
    const { job, converter } = await worked(await submitted({ url: `${url}/letter.docx` }));
    expect(job).toMatchObject({ status: 'failed', error: { code: 'type_mismatch' } });
    expect(converter.calls).toBe(0);
  });

  test('of an unsupported format fails without retry', async () => {
    const { url } = await origin((_, response) => response.end('just words'));
    const { job } = await worked(await submitted({ url: `${url}/thing` }));
    expect(job).toMatchObject({ status: 'failed', error: { code: 'unsupported_conversion' } });
  });

  test('is limited in size together with the other inputs', async () => {
    const { url } = await origin((_, response) => response.end(Buffer.alloc(60, 'x')));
    const sources = [{ url: `${url}/one.txt` }, { url: `${url}/two.txt` }];
    const { job } = await worked(await submitted(...sources));
    expect(job).toMatchObject({ status: 'failed', error: { code: 'fetch_too_large' } });
  });

  test.each([
    ['another scheme', 'ftp://127.0.0.1/a.html'],
    ['a file', 'file:///etc/passwd'],
    ['a private address', 'http://10.0.0.1/a.html'],
    ['the instance metadata service', 'http://169.254.169.254/metadata/a.html'],
  ])('is rejected at submission: %s', async (_, url) => {
    expect(await codeOf(submitted({ url }))).toBe('address_not_allowed');
  });

  test('that redirects to a blocked address fails the job', async () => {
    const { url } = await origin((_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/metadata' }).end(),
    );
    const { job } = await worked(await submitted({ url: `${url}/page.html` }));
    expect(job).toMatchObject({ status: 'failed', error: { code: 'address_not_allowed' } });
  });

  test.each([404, 206])('that responds with %d fails the job at once', async (status) => {
    const { url } = await origin((_, response) => response.writeHead(status).end('<p>Part'));
    const { job } = await worked(await submitted({ url: `${url}/page.html` }));
    expect(job).toMatchObject({
      status: 'failed',
      error: { code: 'fetch_refused', detail: `The URL answered with status ${status}.` },
    });
  });
});

describe('a URL that does not answer', () => {
  test('is retried later without using an attempt', async () => {
    let status = 503;
    const { url } = await origin((request, response) =>
      status === 200 ? html(request, response) : response.writeHead(status).end(),
    );
    const job = await submitted({ url: `${url}/page.html` });
    const before = await services.queues.depth(browserJobsQueue);
    for (let attempt = 0; attempt < 3; attempt++) {
      const { job: waiting } = await worked(job);
      expect(waiting).toMatchObject({ status: 'queued', postponed: attempt + 1 });
    }
    // Three delayed messages, which the reconciliation does not treat as lost.
    expect(await services.queues.depth(browserJobsQueue)).toBe(before + 3);
    status = 200;
    expect((await worked(job)).job).toMatchObject({ status: 'succeeded', attempt: 4 });
  });

  test('fails the job with its code after the last retry', async () => {
    const { url } = await origin((_, response) => response.destroy());
    const job = await submitted({ url: `${url}/page.html` });
    for (const _ of postponeDelays) expect((await worked(job)).job.status).toBe('queued');
    expect(postponeDelays.length).toBeGreaterThanOrEqual(maximumAttempts);
    expect((await worked(job)).job).toMatchObject({
      status: 'failed',
      error: { code: 'fetch_failed', retryable: true },
    });
  });

  test('is retried later if it stays silent for the time limit of an attempt', async () => {
    const shortLimit = await testServices({ OUTBOUND_ALLOW: '127.0.0.1', JOB_SECONDS: '1' }, services);
    const { url } = await origin(() => undefined);
    const job = await submitted({ url: `${url}/page.html` });
    await work(messageOf(job), converterThat(converts), shortLimit);
    expect(await now(job)).toMatchObject({ status: 'queued', postponed: 1 });
  });

  test('is not retried earlier if the job is submitted again', async () => {
    const { url } = await origin((_, response) => response.destroy());
    const submission = { caller, files: [], sources: [{ url }], steps: toPdf, idempotencyKey: 'silent' };
    const job = await submit(submission, services);
    await worked(job);
    const before = await services.queues.depth(browserJobsQueue);
    expect(await submit(submission, services)).toMatchObject({ id: job.id, status: 'queued' });
    expect(await services.queues.depth(browserJobsQueue)).toBe(before);
  });

  test('is not enqueued by the reconciliation before its message is due', async () => {
    const fresh = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
    const { url } = await origin((_, response) => response.destroy());
    const job = await submit({ caller, files: [], sources: [{ url }], steps: toPdf }, fresh);
    for (let attempt = 0; attempt < 4; attempt++) await work(messageOf(job), converterThat(converts), fresh);
    // The message is due in five minutes and counts as lost five minutes later.
    fresh.clock.advance({ minutes: 9 });
    const waiting = (await fresh.jobs.read(['default', job.id], job.id))?.record;
    expect(waiting?.enqueuedAt).toBe(new Date(fresh.clock.now().getTime() - 4 * 60_000).toISOString());
    await reconcile(fresh);
    expect((await fresh.jobs.read(['default', job.id], job.id))?.record.enqueuedAt).toBe(waiting?.enqueuedAt);
  });
});

describe('steps', () => {
  // The step is a source: the job has no input.
  const bare = { type: 'convert' as const, to: 'pdf' as const, url: 'https://example.com/' };
  const secret = { ...bare, extraHttpHeaders: { 'X-Key': 'hunter2' } };
  const blobsOf = ({ id }: JobRecord) =>
    Array.fromAsync(services.blobs.list(blobContainerOf('default'), `${id}/`));

  test('with a secret run, are never shown, and are deleted when the job ends', async () => {
    const job = await submit({ caller, files: [], steps: [secret] }, services);
    expect(JSON.stringify(await now(job))).not.toContain('hunter2');
    expect(view(job).steps).toEqual([{ ...bare, extraHttpHeaders: '********' }]);
    expect(await blobsOf(job)).toContain(`${job.id}/steps`);
    let seen: unknown;
    const converter = converterThat((input) => {
      seen = input.steps;
      return gives({ 'page.pdf': 'a page' })(input);
    });
    await work(messageOf(job), converter, services);
    expect(seen).toEqual([secret]);
    expect(await blobsOf(job)).toEqual([`${job.id}/1/0`]);
  });

  test('with a secret are deleted when the job is cancelled', async () => {
    const job = await submit({ caller, files: [], steps: [secret] }, services);
    await cancel(job.id, caller, services);
    expect(await blobsOf(job)).toEqual([]);
  });

  test('with a secret are deleted on redelivery if the process that ended the job died', async () => {
    const job = await submit({ caller, files: [], steps: [secret] }, services);
    const dying = { ...services, blobs: { delete: () => Promise.reject(new Error('The process died.')) } };
    await cancel(job.id, caller, dying as unknown as TestServices);
    expect(await blobsOf(job)).toEqual([`${job.id}/steps`]);
    await work(messageOf(job), converterThat(converts), services);
    expect(await blobsOf(job)).toEqual([]);
  });

  test('with a secret are deleted even if the notification cannot be enqueued', async () => {
    const job = await submit({ caller, files: [], steps: [secret] }, services);
    await services.jobs.patch(partitionOf(job), job.id, [
      { op: 'set', path: '/callbackUrl', value: 'https://example.com/' },
    ]);
    const noQueue = { ...services, queues: { send: () => Promise.reject(new Error('Unavailable.')) } };
    await cancel(job.id, caller, noQueue as unknown as TestServices);
    expect(await blobsOf(job)).toEqual([]);
  });

  test('are not stored for a job that is rejected because another job has its upload', async () => {
    const upload = await beginUpload({ name: 'letter.docx' }, caller, services);
    await services.blobs.put(blobContainerOf('default'), uploadBlob(upload.id), page.bytes, 'text/html');
    const before = await Array.fromAsync(services.blobs.list(blobContainerOf('default')));
    await takeUpload(upload.id, '01a1fd43-95f9-70c9-a351-0cbd4e465ce7', caller, services);
    const steps = [{ type: 'convert' as const, to: 'pdf' as const, password: 'hunter2' }];
    const sources = [{ upload: upload.id }];
    expect(await codeOf(submit({ caller, files: [], sources, steps }, services))).toBe('conflict');
    expect(await Array.fromAsync(services.blobs.list(blobContainerOf('default')))).toEqual(before);
  });

  test('that cannot be stored release the upload for the next job', async () => {
    const upload = await beginUpload({ name: 'letter.docx' }, caller, services);
    await services.blobs.put(blobContainerOf('default'), uploadBlob(upload.id), page.bytes, 'text/html');
    const steps = [{ type: 'convert' as const, to: 'pdf' as const, password: 'hunter2' }];
    const request = { caller, files: [], sources: [{ upload: upload.id }], steps };
    const full = Object.assign(Object.create(null), {
      head: services.blobs.head.bind(services.blobs),
      put: () => Promise.reject(new Error('Unavailable.')),
    });
    expect(await codeOf(submit(request, { ...services, blobs: full }))).toBe('Error: Unavailable.');
    expect(await submit(request, services)).toMatchObject({ status: 'queued' });
  });

  test('with a long option are shown without it', async () => {
    const steps = [{ ...secret, extraHttpHeaders: { 'X-Long': 'x'.repeat(5000) } }];
    const job = await submit({ caller, files: [], steps }, services);
    expect(view(job).steps).toEqual([bare]);
  });

  test('that are too long in total are shown as types only', async () => {
    const steps = Array.from({ length: 16 }, () => ({ ...bare, title: 'x'.repeat(2000) }));
    expect(visibleSteps(steps as Step[])).toEqual(steps.map(({ type }) => ({ type })));
  });

  test('that are short and without secrets are stored in the record only', async () => {
    const job = await submit({ caller, files: [page], steps: toPdf }, services);
    expect(job).not.toHaveProperty('stepsInBlob');
    expect(view(job).steps).toEqual(toPdf);
    expect(await blobsOf(job)).toEqual([`${job.id}/input/0`]);
  });
});
