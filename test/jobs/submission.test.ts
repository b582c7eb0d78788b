import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { beginUpload } from '../../functions/api/beginUpload.ts';
import { deleteUpload } from '../../functions/api/deleteUpload.ts';
import { getUpload } from '../../functions/api/getUpload.ts';
import { getUsage } from '../../functions/api/getUsage.ts';
import { listUploads } from '../../functions/api/listUploads.ts';
import { notifyJob } from '../../functions/api/notifyJob.ts';
import { rotateWebhookSecret } from '../../functions/api/rotateWebhookSecret.ts';
import { sendCallback } from '../../functions/api/sendCallback.ts';
import { submitJob } from '../../functions/api/submitJob.ts';
import { ready } from '../../functions/health/ready.ts';
import type { NamedFile } from '../../shared/conversion/files.ts';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { browserJobsQueue, notificationsQueue, workQueues } from '../../shared/jobs/queues.ts';
import { admit, measure } from '../../shared/jobs/submission/pressure.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { docx, paragraph } from '../conversion/ooxml.ts';
import { codeOf, deviceCaller, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { type Call, call } from '../http/call.ts';

const letter = { name: 'letter.docx', bytes: await docx(paragraph('Hello')) };

let services: TestServices;
let token: string;
let callerId: string;
beforeAll(async () => {
  services = await testServices({
    MAXIMUM_FILES: '3',
    MAXIMUM_INPUT_BYTES: '5000',
    OUTBOUND_ALLOW: '127.0.0.1',
  });
});
beforeEach(async () => {
  ({ token, uuid: callerId } = await register(undefined, services));
});

const request = async (endpoint: typeof submitJob, given: Call = {}) => {
  const answer = await call(endpoint, {
    services,
    ...given,
    headers: { authorization: `Bearer ${token}`, ...given.headers },
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? {} : JSON.parse(text) };
};
const json = (body: object) => request(submitJob, { body: JSON.stringify(body) });
async function form(fields: Record<string, string>, files = [page]) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const { name, bytes } of files)
    data.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const encoded = new Request('https://conveyor.example', { method: 'POST', body: data });
  return request(submitJob, {
    body: new Uint8Array(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
  });
}

describe('a job', () => {
  test('accepts several files in order', async () => {
    const files = ['one.html', 'two.html', 'three.html'].map((name) => ({ ...page, name }));
    const { status, body } = await form({ to: 'pdf' }, files);
    expect(status).toBe(202);
    expect(body.inputs.map(({ name }: { name: string }) => name)).toEqual(files.map(({ name }) => name));
    expect((await form({ to: 'pdf' }, [...files, page])).status).toBe(400);
  });

  test('ignores empty fields of a form', async () => {
    const files = [page];
    expect(await form({ to: 'pdf', steps: '', callbackUrl: '' }, files)).toMatchObject({ status: 202 });
    expect(await form({ to: '', steps: JSON.stringify(toPdf) }, files)).toMatchObject({ status: 202 });
    expect(await form({ to: '', steps: '' }, files)).toMatchObject({ status: 400 });
  });

  test('accepts URLs as JSON, and steps that need no input', async () => {
    const url = 'http://127.0.0.1:9/letter.docx';
    expect(await json({ to: 'pdf', inputs: [{ url }, { url, name: 'my.docx' }] })).toMatchObject({
      status: 202,
      body: { inputs: [{ name: 'letter.docx' }, { name: 'my.docx' }] },
    });
    const steps = [{ type: 'convert', to: 'pdf', url: 'https://example.com/' }];
    expect(await json({ steps })).toMatchObject({ status: 202, body: { inputs: [], steps } });
  });

  test.each([
    ['invalid JSON', '{', 'invalid_json'],
    ['neither steps nor target', '{}', 'invalid_parameter'],
    ['both steps and target', JSON.stringify({ to: 'pdf', steps: toPdf }), 'invalid_parameter'],
    ['an unknown field', '{"to":"pdf","more":1}', 'bad_request'],
    ['an unknown step', '{"steps":[{"type":"fly"}]}', 'bad_request'],
    [
      'an input with a URL and an upload',
      '{"to":"pdf","inputs":[{"url":"https://a.example/","upload":"x"}]}',
      'bad_request',
    ],
    ['a file URL', '{"to":"pdf","inputs":[{"url":"file:///etc/passwd"}]}', 'bad_request'],
    [
      'a condition that is not JavaScript',
      '{"steps":[{"type":"convert","to":"pdf","url":"https://example.com/","waitForExpression":"window.ready ==="}]}',
      'bad_request',
    ],
    ['no input', '{"to":"pdf"}', 'steps_do_not_fit'],
    [
      'too many steps',
      JSON.stringify({ steps: Array(17).fill(toPdf[0]), inputs: [{ url: 'http://127.0.0.1/a.html' }] }),
      'invalid_parameter',
    ],
    [
      'too many inputs',
      JSON.stringify({ to: 'pdf', inputs: Array(4).fill({ url: 'http://127.0.0.1/a.html' }) }),
      'bad_request',
    ],
    ['a blocked address', '{"to":"pdf","inputs":[{"url":"http://10.0.0.1/a.html"}]}', 'address_not_allowed'],
    [
      'an unknown upload',
      '{"to":"pdf","inputs":[{"upload":"01a1fd43-95f9-70c9-a351-0cbd4e465ce7"}]}',
      'not_found',
    ],
    [
      'a callback without a webhook secret',
      '{"to":"pdf","inputs":[{"url":"http://127.0.0.1/a.html"}],"callbackUrl":"https://example.com/"}',
      'webhook_secret_missing',
    ],
    [
      'an unsupported input format',
      '{"to":"pdf","inputs":[{"url":"http://127.0.0.1/a","name":"a.xyz"}]}',
      'unsupported_conversion',
    ],
  ])('is rejected: %s', async (_, body, code) => {
    const answer = await request(submitJob, { body });
    expect(answer.body.code).toBe(code);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test('to an unsupported format is rejected with what the file can become, in every form of the request', async () => {
    const steps = [{ type: 'convert', to: 'xyz' }];
    const inputs = [{ url: 'http://127.0.0.1/a.html' }];
    const answers = {
      query: request(submitJob, {
        path: '/?to=xyz&filename=page.html',
        headers: { 'content-type': 'text/html' },
        body: page.bytes,
      }),
      field: form({ to: 'xyz' }),
      'field of steps': form({ steps: JSON.stringify(steps) }),
      json: json({ to: 'xyz', inputs }),
      'steps in json': json({ steps, inputs }),
    };
    for (const [form, answer] of Object.entries(answers))
      expect(await answer, form).toMatchObject({
        status: 400,
        body: {
          code: 'unsupported_conversion',
          to: 'xyz',
          ...(/json/.test(form)
            ? {
                detail: expect.stringMatching(
                  /^No conversion makes the format “xyz”\. The target formats are .*pdf/,
                ),
                targets: expect.arrayContaining(['pdf']),
              }
            : {
                detail:
                  '“page.html” has the format html, which cannot become xyz. It can become pdf. `GET /v1/conversions` lists all conversions.',
                file: 'page.html',
                from: 'html',
                conversions: [expect.objectContaining({ to: 'pdf' })],
              }),
        },
      });
    const named = json({ to: 'xyz', inputs: [{ url: 'http://127.0.0.1/a', name: 'a.html' }] });
    expect((await named).body.detail).toMatch(/^“a\.html” has the format html, which cannot become xyz\./);
    const later = form({ steps: JSON.stringify([...toPdf, ...steps]) });
    expect((await later).body.detail).toMatch(/^No conversion makes the format “xyz”\./);
    // A value that is not a string is an invalid step, not an unsupported format.
    expect((await json({ steps: [{ type: 'convert', to: 7 }], inputs })).body.code).toBe('bad_request');
    expect((await form({ steps: '[{"type":"convert"},null]' })).body.code).toBe('invalid_parameter');
  });

  test('of a file that has no such conversion is rejected in one short sentence', async () => {
    const answer = await form({ to: 'docx' });
    expect(answer.body).toMatchObject({ code: 'unsupported_conversion', file: 'page.html', from: 'html' });
    expect(answer.body.detail).toBe(
      '“page.html” has the format html, which cannot become docx. It can become pdf. `GET /v1/conversions` lists all conversions.',
    );
    expect(Object.keys(answer.body).slice(0, 4)).toEqual(['type', 'title', 'status', 'detail']);
  });

  test('accepts one megabyte of steps in addition to its files, and rejects more', async () => {
    // White space pads the JSON text.
    const steps = (length: number) => JSON.stringify(toPdf).padEnd(length);
    expect((await form({ steps: steps(1_000_000) })).status).toBe(202);
    expect((await form({ steps: steps(1_100_000) })).body.code).toBe('invalid_multipart');
    const url = 'http://127.0.0.1/a.html';
    const body = JSON.stringify({ to: 'pdf', inputs: [{ url }] });
    expect((await request(submitJob, { body: body.padEnd(1_000_000) })).status).toBe(202);
    expect((await request(submitJob, { body: body.padEnd(1_400_000) })).body.code).toBe('body_too_large');
  });
});

describe('the HTTP API', () => {
  test('creates, returns, lists, uses and deletes an upload', async () => {
    const created = await request(beginUpload, { body: JSON.stringify({ name: '../page.html' }) });
    expect(created).toMatchObject({
      status: 201,
      body: { name: 'page.html', method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' } },
    });
    const { id, url, method, headers } = created.body;
    expect(created.headers.get('location')).toBe(`/v1/uploads/${id}`);
    const params = { id };
    const seen = await request(getUpload, { params });
    expect(seen.body).not.toHaveProperty('size');
    expect(seen.body).not.toHaveProperty('url');
    await fetch(url, { method, headers, body: page.bytes });
    expect((await request(getUpload, { params })).body.size).toBe(page.bytes.length);
    expect((await request(listUploads)).body.uploads).toMatchObject([{ id, name: 'page.html' }]);
    expect((await json({ to: 'pdf', inputs: [{ upload: id }] })).status).toBe(202);
    expect((await request(getUpload, { params })).status).toBe(404);

    const other = (await request(beginUpload, { body: JSON.stringify({ name: 'a.html' }) })).body;
    expect((await request(deleteUpload, { params: { id: other.id } })).status).toBe(204);
    expect((await request(deleteUpload, { params: { id: other.id } })).status).toBe(404);
  });

  test('creates a webhook secret, accepts a callback and resends the webhook', async () => {
    const first = await request(rotateWebhookSecret);
    expect(first).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) } });
    expect((await request(rotateWebhookSecret)).body).toHaveProperty('previousExpiresAt');
    const { body: job } = await form({ to: 'pdf', callbackUrl: 'https://example.com/hook' });
    expect(job).toMatchObject({ status: 'queued', callbackUrl: 'https://example.com/hook' });
    const params = { id: job.id };
    expect((await request(sendCallback, { params })).body.code).toBe('job_not_finished');
    await cancel(job.id, deviceCaller(callerId), services);
    for (const endpoint of [sendCallback, notifyJob])
      expect(await request(endpoint, { params })).toMatchObject({
        status: 202,
        body: { notification: { state: 'pending', attempts: [] } },
      });
  });

  test('names the header of an input that cannot be sent, without its value', async () => {
    const { status, body } = await json({
      to: 'pdf',
      inputs: [{ url: 'https://example.com/a.html', headers: { Host: 'hunter2' } }],
    });
    expect(status).toBe(400);
    expect(body.issues).toEqual([
      { path: '/body/inputs/0/headers/Host', message: expect.stringContaining('The header is reserved') },
    ]);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    const both = { url: 'https://example.com/a.html', upload: '01a1fd43-95f9-70c9-a351-0cbd4e465ce7' };
    expect((await json({ to: 'pdf', inputs: [both] })).body.issues).toEqual([
      { path: '/body/inputs/0', message: 'Invalid input' },
    ]);
  });

  describe('with an X-Correlation-Id', () => {
    const query = '/?to=pdf&filename=page.html&callbackUrl=https://example.com/hook';
    const submitted = (id: string, given: Call = {}) =>
      request(submitJob, {
        ...given,
        path: query,
        body: page.bytes,
        headers: { 'content-type': 'text/html', 'x-correlation-id': id, ...given.headers },
      });

    test('has it in the response, the job and its messages, which continue the trace of the submission', async () => {
      await request(rotateWebhookSecret);
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const send = vi.spyOn(services.queues, 'send');
      onTestFinished(() => send.mockRestore());
      const first = await submitted('order-7', { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
      expect(first.status).toBe(202);
      expect(first.headers.get('x-correlation-id')).toBe('order-7');
      expect(first.body.correlationId).toBe('order-7');
      await cancel(first.body.id, deviceCaller(callerId), services);
      const carried = { correlationId: 'order-7', traceparent: expect.stringContaining(traceId) };
      expect(send.mock.calls.map(([queue]) => queue)).toEqual([browserJobsQueue, notificationsQueue]);
      expect(send.mock.calls.map(([, message]) => message)).toMatchObject([carried, carried]);
    });

    test('returns the same job for the same Idempotency-Key, whatever its X-Correlation-Id', async () => {
      await request(rotateWebhookSecret);
      const headers = { 'idempotency-key': 'a-key' };
      const first = await submitted('first', { headers });
      const second = await submitted('second', { headers });
      expect(second.headers.get('x-correlation-id')).toBe('second');
      expect(second.body).toMatchObject({ id: first.body.id, correlationId: 'first' });
    });

    test.each(['', 'two words', 'é', 'x'.repeat(129)])('is refused if the id is %j', async (id) => {
      const refused = await submitted(id);
      expect(refused).toMatchObject({
        status: 400,
        body: { issues: [{ path: '/headers/x-correlation-id', message: expect.stringContaining('128') }] },
      });
      expect(refused.headers.get('x-correlation-id')).toBeNull();
    });
  });

  test('returns usage and rejects an invalid range', async () => {
    expect(await request(getUsage)).toMatchObject({ status: 200, body: { days: [], total: { jobs: 0 } } });
    expect((await request(getUsage, { path: '/?from=yesterday' })).status).toBe(400);
  });
});

describe('a full queue', () => {
  let full: TestServices;
  beforeEach(async () => {
    full = await testServices({ MAXIMUM_QUEUE_SECONDS: '600' });
    for (const file of [page, letter])
      await submit({ caller: newDevice(), files: [file], steps: toPdf }, full);
  });

  test('rejects jobs with Retry-After before it reads the body', async () => {
    await admit(full);
    full.clock.advance({ minutes: 11 });
    const { token: other } = await register(undefined, full);
    let read = false;
    async function* body() {
      read = true;
      yield page.bytes;
    }
    const answer = await call(submitJob, {
      services: full,
      path: '/?to=pdf&filename=page.html',
      headers: { authorization: `Bearer ${other}`, 'content-type': 'text/html' },
      body: body(),
    });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
    expect(await answer.json()).toMatchObject({ code: 'queue_full', retryable: true });
    expect(read).toBe(false);
  });

  test('of jobs that need the browser does not refuse other jobs', async () => {
    const slow = await testServices({ MAXIMUM_QUEUE_SECONDS: '600' });
    await submit({ caller: newDevice(), files: [page], steps: toPdf }, slow);
    slow.clock.advance({ minutes: 11 });
    const submitted = (file: NamedFile) =>
      codeOf(submit({ caller: newDevice(), files: [file], steps: toPdf }, slow).then(({ status }) => status));
    expect(await codeOf(admit(slow))).toBe('undefined');
    expect(await submitted(page)).toBe('queue_full');
    expect(await submitted(letter)).toBe('queued');
  });

  test('is read every five seconds, not for every request', async () => {
    await admit(full);
    full.clock.advance({ seconds: 4 });
    const reads: string[] = [];
    const { queues } = full;
    const oldest = queues.oldest.bind(queues);
    queues.oldest = (name) => {
      reads.push(name);
      return oldest(name);
    };
    await Promise.all(Array.from({ length: 20 }, () => admit(full)));
    expect(reads).toEqual([]);
    full.clock.advance({ seconds: 1 });
    await Promise.all(Array.from({ length: 20 }, () => admit(full)));
    expect(reads).toEqual([...workQueues]);
  });

  test('does not count the delay of a delayed message as age', async () => {
    const fresh = await testServices({ MAXIMUM_QUEUE_SECONDS: '1' });
    const now = new Date(fresh.clock.now().getTime() + 3_600_000);
    await fresh.queues.send(browserJobsQueue, { jobId: 'a', organisationId: 'b' }, { seconds: 1, now });
    await expect.poll(() => fresh.queues.oldest(browserJobsQueue)).toBeDefined();
    expect(await fresh.queues.oldest(browserJobsQueue)).toEqual(new Date(now.getTime() + 1000));
    fresh.clock.advance({ minutes: 59 });
    expect(await codeOf(admit(fresh))).toBe('undefined');
  });

  test('is reported to operators by the readiness endpoint', async () => {
    full.clock.advance({ seconds: 90 });
    const queue = { depth: 1, oldestSeconds: expect.any(Number) };
    expect(await measure(full)).toEqual({ jobs: queue, 'browser-jobs': queue });
    const { value } = await full.vault.current('operator-key');
    const queueOf = async (headers: Record<string, string>) =>
      (
        (await (await call(ready, { services: full, headers })).json()) as { checks: { name: string }[] }
      ).checks.find(({ name }) => name === 'queues');
    expect(await queueOf({ authorization: `Bearer ${value}` })).toMatchObject({
      details: { depth: 1, browserDepth: 1 },
    });
    expect(await queueOf({})).not.toHaveProperty('details');
  });
});
