import type { RequestListener } from 'node:http';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Step } from '../../shared/conversion/steps/steps.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { maximumAttempts } from '../../shared/jobs/failExhausted.ts';
import { find } from '../../shared/jobs/find.ts';
import { jobsQueue } from '../../shared/jobs/message.ts';
import { postponeDelays } from '../../shared/jobs/postpone.ts';
import { reconcile } from '../../shared/jobs/reconcile.ts';
import { type JobRecord, partitionOf } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { view } from '../../shared/jobs/view.ts';
import { visibleSteps } from '../../shared/jobs/visibleSteps.ts';
import { work } from '../../shared/jobs/work.ts';
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
const now = async ({ id }: JobRecord) => (await find(id, caller, services)).record;

async function worked(job: JobRecord) {
  const converter = converterThat(converts);
  await work(messageOf(job), converter, services);
  return { converter, job: await now(job) };
}

describe('an input with an address', () => {
  test('is fetched by the worker; the record then says what it was', async () => {
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
    ['its type, where there is no extension', '/read/page', html, undefined, 'page.html'],
    ['its type, where there is no name either', '/', html, undefined, 'file.html'],
    [
      'what the server calls it',
      '/download.php',
      (request, response) => {
        response.setHeader('content-disposition', `attachment; filename="../notes.md"`);
        html(request, response);
      },
      undefined,
      'notes.md',
    ],
    ['what the caller calls it', '/page.html', html, 'mine.md', 'mine.md'],
  ])('is named by %s', async (_, path, answer, name, expected) => {
    const { url } = await origin(answer);
    const { job } = await worked(await submitted({ url: url + path, ...(name && { name }) }));
    expect(job).toMatchObject({ status: 'succeeded', inputs: [{ name: expected }] });
  });

  test('is checked as it would have been at submission', async () => {
    const { url } = await origin((_, response) => response.end('just words'));
    const { job, converter } = await worked(await submitted({ url: `${url}/letter.docx` }));
    expect(job).toMatchObject({ status: 'failed', error: { code: 'type_mismatch' } });
    expect(converter.calls).toBe(0);
  });

  test('whose format nothing takes fails, and is not tried again', async () => {
    const { url } = await origin((_, response) => response.end('just words'));
    const { job } = await worked(await submitted({ url: `${url}/thing` }));
    expect(job).toMatchObject({ status: 'failed', error: { code: 'unsupported_conversion' } });
  });

  test('may be no larger than a body, and neither may several be together', async () => {
    const { url } = await origin((_, response) => response.end(Buffer.alloc(60, 'x')));
    const sources = [{ url: `${url}/one.txt` }, { url: `${url}/two.txt` }];
    const { job } = await worked(await submitted(...sources));
    expect(job).toMatchObject({ status: 'failed', error: { code: 'fetch_too_large' } });
  });

  test.each([
    ['another scheme', 'ftp://127.0.0.1/a.html'],
    ['a file', 'file:///etc/passwd'],
    ['a private address', 'http://10.0.0.1/a.html'],
    ['the platform itself', 'http://169.254.169.254/metadata/a.html'],
  ])('is refused at submission: %s', async (_, url) => {
    expect(await codeOf(submitted({ url }))).toBe('address_not_allowed');
  });

  test('that leads to a closed address by a redirect fails the job', async () => {
    const { url } = await origin((_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/metadata' }).end(),
    );
    const { job } = await worked(await submitted({ url: `${url}/page.html` }));
    expect(job).toMatchObject({ status: 'failed', error: { code: 'address_not_allowed' } });
  });

  test('that is not there fails the job at once', async () => {
    const { url } = await origin((_, response) => response.writeHead(404).end());
    const { job } = await worked(await submitted({ url: `${url}/page.html` }));
    expect(job).toMatchObject({
      status: 'failed',
      error: { code: 'fetch_refused', detail: 'The URL answered with status 404.' },
    });
  });
});

describe('an address that does not answer', () => {
  test('is asked again later, and uses up no attempt', async () => {
    let status = 503;
    const { url } = await origin((request, response) =>
      status === 200 ? html(request, response) : response.writeHead(status).end(),
    );
    const job = await submitted({ url: `${url}/page.html` });
    const before = await services.queues.depth(jobsQueue);
    for (let attempt = 0; attempt < 3; attempt++) {
      const { job: waiting } = await worked(job);
      expect(waiting).toMatchObject({ status: 'queued', postponed: attempt + 1 });
    }
    // Three messages that nobody sees yet; the reconciliation does not think them lost.
    expect(await services.queues.depth(jobsQueue)).toBe(before + 3);
    status = 200;
    expect((await worked(job)).job).toMatchObject({ status: 'succeeded', attempt: 4 });
  });

  test('fails the job in the end, with its code', async () => {
    const { url } = await origin((_, response) => response.destroy());
    const job = await submitted({ url: `${url}/page.html` });
    for (const _ of postponeDelays) expect((await worked(job)).job.status).toBe('queued');
    expect(postponeDelays.length).toBeGreaterThanOrEqual(maximumAttempts);
    expect((await worked(job)).job).toMatchObject({
      status: 'failed',
      error: { code: 'fetch_failed', retryable: true },
    });
  });

  test('for as long as an attempt may take is asked again later, too', async () => {
    const hasty = await testServices({ OUTBOUND_ALLOW: '127.0.0.1', JOB_SECONDS: '1' }, services);
    const { url } = await origin(() => undefined);
    const job = await submitted({ url: `${url}/page.html` });
    await work(messageOf(job), converterThat(converts), hasty);
    expect(await now(job)).toMatchObject({ status: 'queued', postponed: 1 });
  });

  test('is not asked any earlier because the job is submitted again', async () => {
    const { url } = await origin((_, response) => response.destroy());
    const submission = { caller, files: [], sources: [{ url }], steps: toPdf, idempotencyKey: 'away' };
    const job = await submit(submission, services);
    await worked(job);
    const before = await services.queues.depth(jobsQueue);
    expect(await submit(submission, services)).toMatchObject({ id: job.id, status: 'queued' });
    expect(await services.queues.depth(jobsQueue)).toBe(before);
  });

  test('is not thought lost before its message was due', async () => {
    const fresh = await testServices({ OUTBOUND_ALLOW: '127.0.0.1' });
    const { url } = await origin((_, response) => response.destroy());
    const job = await submit({ caller, files: [], sources: [{ url }], steps: toPdf }, fresh);
    for (let attempt = 0; attempt < 4; attempt++) await work(messageOf(job), converterThat(converts), fresh);
    // Due in five minutes, and thought lost five minutes later.
    fresh.clock.advance({ minutes: 9 });
    const waiting = (await fresh.jobs.read(['default', job.id], job.id))?.record;
    expect(waiting?.enqueuedAt).toBe(new Date(fresh.clock.now().getTime() - 4 * 60_000).toISOString());
    await reconcile(fresh);
    expect((await fresh.jobs.read(['default', job.id], job.id))?.record.enqueuedAt).toBe(waiting?.enqueuedAt);
  });
});

describe('steps', () => {
  // A source of its own: the job has no input.
  const bare = { type: 'convert' as const, to: 'pdf' as const, url: 'https://example.com/' };
  const secret = { ...bare, extraHttpHeaders: { 'X-Key': 'hunter2' } };
  const blobsOf = ({ id }: JobRecord) =>
    Array.fromAsync(services.blobs.list(blobContainerOf('default'), `${id}/`));

  test('that hold a secret are done, but never shown and not kept longer than the job runs', async () => {
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

  test('that hold a secret are forgotten when the job is cancelled, too', async () => {
    const job = await submit({ caller, files: [], steps: [secret] }, services);
    await cancel(job.id, caller, services);
    expect(await blobsOf(job)).toEqual([]);
  });

  test('that hold a secret are forgotten by the next message when whoever ended the job died', async () => {
    const job = await submit({ caller, files: [], steps: [secret] }, services);
    const dying = { ...services, blobs: { delete: () => Promise.reject(new Error('It died.')) } };
    await cancel(job.id, caller, dying as unknown as TestServices);
    expect(await blobsOf(job)).toEqual([`${job.id}/steps`]);
    await work(messageOf(job), converterThat(converts), services);
    expect(await blobsOf(job)).toEqual([]);
  });

  test('that hold a secret are forgotten although nobody can be told of the end', async () => {
    const job = await submit({ caller, files: [], steps: [secret] }, services);
    await services.jobs.patch(partitionOf(job), job.id, [
      { op: 'set', path: '/callbackUrl', value: 'https://example.com/' },
    ]);
    const mute = { ...services, queues: { send: () => Promise.reject(new Error('It is away.')) } };
    await cancel(job.id, caller, mute as unknown as TestServices);
    expect(await blobsOf(job)).toEqual([]);
  });

  test('are not kept of a job that is refused because another one has its upload', async () => {
    const upload = await beginUpload({ name: 'letter.docx' }, caller, services);
    await services.blobs.put(blobContainerOf('default'), uploadBlob(upload.id), page.bytes, 'text/html');
    const before = await Array.fromAsync(services.blobs.list(blobContainerOf('default')));
    await takeUpload(upload.id, '01a1fd43-95f9-70c9-a351-0cbd4e465ce7', caller, services);
    const steps = [{ type: 'convert' as const, to: 'pdf' as const, password: 'hunter2' }];
    const sources = [{ upload: upload.id }];
    expect(await codeOf(submit({ caller, files: [], sources, steps }, services))).toBe('conflict');
    expect(await Array.fromAsync(services.blobs.list(blobContainerOf('default')))).toEqual(before);
  });

  test('that cannot be kept leave the upload to the next job', async () => {
    const upload = await beginUpload({ name: 'letter.docx' }, caller, services);
    await services.blobs.put(blobContainerOf('default'), uploadBlob(upload.id), page.bytes, 'text/html');
    const steps = [{ type: 'convert' as const, to: 'pdf' as const, password: 'hunter2' }];
    const request = { caller, files: [], sources: [{ upload: upload.id }], steps };
    const full = Object.assign(Object.create(null), {
      head: services.blobs.head.bind(services.blobs),
      put: () => Promise.reject(new Error('It is away.')),
    });
    expect(await codeOf(submit(request, { ...services, blobs: full }))).toBe('Error: It is away.');
    expect(await submit(request, services)).toMatchObject({ status: 'queued' });
  });

  test('that are long are kept out of the record', async () => {
    const steps = [{ ...secret, extraHttpHeaders: { 'X-Long': 'x'.repeat(5000) } }];
    const job = await submit({ caller, files: [], steps }, services);
    expect(view(job).steps).toEqual([bare]);
  });

  test('that are long together are shown by their kind alone', async () => {
    const steps = Array.from({ length: 16 }, () => ({ ...bare, title: 'x'.repeat(2000) }));
    expect(visibleSteps(steps as Step[])).toEqual(steps.map(({ type }) => ({ type })));
  });

  test('that are neither lie in the record alone', async () => {
    const job = await submit({ caller, files: [page], steps: toPdf }, services);
    expect(job).not.toHaveProperty('stepsInBlob');
    expect(view(job).steps).toEqual(toPdf);
    expect(await blobsOf(job)).toEqual([`${job.id}/input/0`]);
  });
});
