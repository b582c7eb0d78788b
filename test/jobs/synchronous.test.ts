import { beforeEach, describe, expect, test } from 'vitest';
import { submitJob } from '../../functions/api/submitJob.ts';
import type { Converter } from '../../shared/conversion/converter.ts';
import { ConveyorError } from '../../shared/errors.ts';
import { BodyBudget } from '../../shared/http/body/bodyBudget.ts';
import { RequestSlots } from '../../shared/http/requestSlots.ts';
import { register } from '../../shared/identity/register.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { converterThat } from '../harness/converters.ts';
import { deviceCaller, gives, messageOf, page } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call, problem } from '../http/call.ts';

let services: TestServices;
let token: string;
let callerId: string;
beforeEach(async () => {
  services = await testServices({}, services);
  ({ token, uuid: callerId } = await register(undefined, services));
});

const caller = () => deviceCaller(callerId);
const send = (prefer: string, headers: Record<string, string> = {}, using: TestServices = services) =>
  call(submitJob, {
    services: using,
    path: '/?to=pdf&filename=page.html',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/html', prefer, ...headers },
    body: page.bytes,
  });

/** The only job of the caller. */
async function onlyJob(): Promise<JobRecord> {
  const query = { text: 'SELECT * FROM c WHERE c.callerId = @device', parameters: { device: callerId } };
  const jobs = () => Array.fromAsync(services.jobs.query<JobRecord>(query));
  await expect.poll(jobs).toHaveLength(1);
  return (await jobs())[0] as JobRecord;
}

/** Submits with a preference for 20 s, and runs the job meanwhile. */
async function converted(convert: Converter['convert'], headers: Record<string, string> = {}) {
  const answer = send('wait=20', headers);
  const job = await onlyJob();
  await work(messageOf(job), converterThat(convert), services);
  return { job, answer: await answer };
}
const ended = async (id: string) => (await findOwn(id, caller(), services)).record;

describe('a submission with Prefer: wait', () => {
  test('answers with the result of a job that ends in time, which stays as durable as any other', async () => {
    const { job, answer } = await converted(gives({ 'page.pdf': 'the result' }));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('the result');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-disposition': expect.stringContaining('page.pdf'),
      'content-location': `/v1/jobs/${job.id}/result`,
      location: `/v1/jobs/${job.id}`,
      'job-id': job.id,
      'preference-applied': 'wait=20',
    });
    expect(await ended(job.id)).toMatchObject({ status: 'succeeded', usage: { documents: 1 } });
  });

  test('names the codes of warnings', async () => {
    const { answer } = await converted(
      async (task) =>
        ({
          ...(await gives({ 'page.pdf': 'x' })(task)),
          warnings: ['fonts_replaced', 'glyphs_missing', 'glyphs_missing'].map((code) => ({
            code,
            detail: 'Lost.',
          })),
        }) as Awaited<ReturnType<Converter['convert']>>,
    );
    expect(answer.headers.get('job-warnings')).toBe('fonts_replaced, glyphs_missing');
  });

  test.each([
    ['several results', { 'page-1.png': 'one', 'page-2.png': 'two' }],
    ['a large result', { 'page.pdf': 'x'.repeat(16 * 1024 * 1024 + 1) }],
    ['no result', {}],
  ])('answers with the job if it has %s', async (_, files) => {
    const { job, answer } = await converted(gives(files));
    expect(answer.status).toBe(202);
    expect(answer.headers.get('retry-after')).toBeNull();
    const results = Object.keys(files).map((name) => ({ name }));
    expect(await answer.json()).toMatchObject({ id: job.id, status: 'succeeded', results });
  });

  test('answers with the job if its result cannot be read, so that it is not submitted again', async () => {
    const put = services.blobs.put.bind(services.blobs);
    const get = () => Promise.reject(new Error('Storage is unavailable.'));
    const answer = send(
      'wait=20',
      {},
      { ...services, blobs: { put, get } as unknown as TestServices['blobs'] },
    );
    const job = await onlyJob();
    await work(messageOf(job), converterThat(gives({ 'page.pdf': 'kept' })), services);
    expect((await answer).status).toBe(202);
    expect(await (await answer).json()).toMatchObject({ id: job.id, status: 'succeeded' });
  });

  test('answers 202 if the job does not end in time, and at once without a wait', async () => {
    for (const prefer of ['wait=0', 'respond-async', 'wait=soon', '']) {
      const answer = await send(prefer);
      expect(answer.status).toBe(202);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(await answer.json()).toMatchObject({ status: 'queued' });
    }
    expect((await send('wait=1')).headers.get('preference-applied')).toBe('wait=1');
  });

  test('answers with the error of a job that fails, and its location', async () => {
    const { job, answer } = await converted(() => Promise.reject(new ConveyorError('corrupt_file')));
    expect(answer.headers.get('location')).toBe(`/v1/jobs/${job.id}`);
    expect(await problem(answer)).toMatchObject({ code: 'corrupt_file', status: answer.status });
    expect(await ended(job.id)).toMatchObject({ status: 'failed', error: { code: 'corrupt_file' } });
  });

  test('answers job_cancelled if the job is cancelled meanwhile', async () => {
    const answer = send('wait=20');
    await cancel((await onlyJob()).id, caller(), services);
    expect(await problem(await answer)).toMatchObject({ code: 'job_cancelled' });
  });

  test('waits for the job of an Idempotency-Key that exists already', async () => {
    const headers = { 'idempotency-key': 'the-same' };
    await send('', headers);
    const { job, answer } = await converted(gives({ 'page.pdf': 'once' }), headers);
    expect([answer.headers.get('job-id'), await answer.text()]).toEqual([job.id, 'once']);
    expect(await (await send('wait=20', headers)).text()).toBe('once');
  });

  test('holds neither a share of the budget of bodies nor a request slot while it waits', async () => {
    const bodyBudget = new BodyBudget(1);
    const requestSlots = new RequestSlots(1, 0);
    let hasAnswered = false;
    const answer = send('wait=20', {}, { ...services, bodyBudget, requestSlots }).finally(() => {
      hasAnswered = true;
    });
    const job = await onlyJob();
    // Both refuse while the request holds anything.
    const isFree = async () => {
      const reservation = bodyBudget.reserve();
      try {
        reservation.declare(1);
        return await requestSlots.run(async () => true);
      } catch {
        return false;
      } finally {
        reservation.release();
      }
    };
    await expect.poll(isFree).toBe(true);
    expect(hasAnswered).toBe(false);
    await work(messageOf(job), converterThat(gives({ 'page.pdf': 'done' })), services);
    expect((await answer).status).toBe(200);
  });
});
