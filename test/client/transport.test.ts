import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClient } from '../../client/src/client.ts';
import type { TransportOptions } from '../../client/src/transport.ts';

const url = 'http://api.example';
const job = { id: '01a1fd43-95f9-70c9-a351-0cbd4e465ce7', status: 'queued' };
const file = new File(['text'], 'a.txt');

type Answer = Response | Error | ((request: Request) => Promise<Response>);
const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const unavailable = (headers?: Record<string, string>) => json(503, {}, headers);
const refused = () => Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });

/** A client of a server that gives one answer after another, and the requests that it received. */
function clientOf(answers: Answer[], options: Omit<TransportOptions, 'fetch'> = {}) {
  const requests: { request: Request; body: string; at: number }[] = [];
  const fetch = async (request: Request) => {
    requests.push({ request, body: await request.clone().text(), at: performance.now() });
    const answer = answers.shift();
    if (answer === undefined) throw new Error('The test expects no further request.');
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer : answer(request);
  };
  return { client: createClient({ url, credentials: 'token', ...options, fetch }), requests };
}

/** Lets all pauses pass at once. @returns the result of a call */
async function settled<T>(call: Promise<T>): Promise<T> {
  let isEnded = false;
  const end = () => {
    isEnded = true;
  };
  call.then(end, end);
  while (!isEnded) {
    await vi.runAllTimersAsync();
    // Reading a body is not a timer.
    await new Promise(setImmediate);
  }
  return call;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a submission', () => {
  test('is retried with the same key and the same body after each temporary failure', async () => {
    const { client, requests } = clientOf([
      refused(),
      unavailable(),
      json(429, {}),
      json(500, {}),
      json(202, job),
    ]);
    expect(await settled(client.submit({ files: [file], to: 'pdf' }))).toEqual(job);
    const keys = requests.map(({ request }) => request.headers.get('idempotency-key'));
    expect(keys).toHaveLength(5);
    expect(new Set(keys).size).toBe(1);
    for (const { body } of requests) expect(body).toMatch(/name="to"\r\n\r\npdf\r\n.*text/s);
  });

  test('waits for Retry-After if it is longer than the back-off', async () => {
    const { client, requests } = clientOf([unavailable({ 'retry-after': '7' }), json(202, job)]);
    await settled(client.submit({ files: [file], to: 'pdf' }));
    const [first, second] = requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(7000);
  });

  test('fails at once if the server asks for more time than the client has', async () => {
    const problem = {
      code: 'quota_exceeded',
      detail: 'The quota is used up.',
      status: 429,
      title: '',
      type: '',
      retryable: true,
    };
    const { client, requests } = clientOf([json(429, problem, { 'retry-after': '86400' })]);
    await expect(settled(client.submit({ to: 'pdf', files: [file] }))).rejects.toMatchObject({
      name: 'ApiError',
      code: 'quota_exceeded',
      status: 429,
      detail: 'The quota is used up.',
      retryable: true,
    });
    expect(requests).toHaveLength(1);
  });

  test('is given up after the time for retries', async () => {
    const answers = Array.from({ length: 100 }, () => unavailable());
    const { client, requests } = clientOf(answers, { retrySeconds: 30 });
    await expect(settled(client.submit({ to: 'pdf', files: [file] }))).rejects.toMatchObject({
      code: 'unexpected_response',
      status: 503,
    });
    expect(requests.length).toBeGreaterThan(4);
    expect((requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)).toBeLessThan(30_000);
  });

  test('that is under way is not aborted, and its job is cancelled', async () => {
    const stop = new AbortController();
    const accept = async (request: Request) => {
      stop.abort(new Error('stopped'));
      expect(request.signal.aborted).toBe(false);
      return json(202, job);
    };
    const { client, requests } = clientOf([accept, json(200, { ...job, status: 'cancelled' })]);
    const submission = client.submit({ to: 'pdf', files: [file] }, { signal: stop.signal });
    await expect(settled(submission)).rejects.toThrow('stopped');
    expect(requests.map(({ request }) => new URL(request.url).pathname)).toEqual([
      '/v1/jobs',
      `/v1/jobs/${job.id}/cancel`,
    ]);
  });

  test('is not sent after an abort', async () => {
    const { client, requests } = clientOf([]);
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(settled(client.submit({ to: 'pdf', files: [file] }, { signal }))).rejects.toThrow('stopped');
    expect(requests).toEqual([]);
  });

  test('of an upload that is too large fails before it is uploaded', async () => {
    const upload = { id: job.id, url: 'http://storage.example/upload?sig=', maximumBytes: 3 };
    const { client, requests } = clientOf([json(201, upload), new Response(null, { status: 204 })]);
    await expect(settled(client.upload(file))).rejects.toMatchObject({
      code: 'body_too_large',
      message:
        '“a.txt” has 4 bytes. The API accepts at most 3 in the uploads of a job (MAXIMUM_UPLOAD_BYTES).',
    });
    expect(requests.map(({ request: { method, url } }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /v1/uploads',
      `DELETE /v1/uploads/${job.id}`,
    ]);
  });

  test('that is paused is aborted', async () => {
    const stop = new AbortController();
    const { client, requests } = clientOf([unavailable({ 'retry-after': '50' })]);
    const submission = client.submit({ to: 'pdf', files: [file] }, { signal: stop.signal });
    submission.catch(() => undefined);
    await vi.waitUntil(() => vi.getTimerCount() > 0);
    stop.abort(new Error('stopped'));
    await expect(submission).rejects.toThrow('stopped');
    expect(requests).toHaveLength(1);
  });
});

test('a request that must not arrive twice is retried only after 429', async () => {
  const call = ({ client }: ReturnType<typeof clientOf>) =>
    settled(client.api.POST('/v1/attestation/challenges'));
  const busy = clientOf([json(429, {}), json(201, { challenge: 'a' })]);
  expect((await call(busy)).data).toEqual({ challenge: 'a' });
  const failed = clientOf([unavailable()]);
  expect((await call(failed)).response.status).toBe(503);
  await expect(call(clientOf([refused()]))).rejects.toMatchObject({ code: 'network_error' });
});

test('an error that is the end of a job is not retried', async () => {
  const { client } = clientOf([unavailable({ 'job-id': job.id })]);
  const { response } = await settled(client.api.GET('/v1/usage'));
  expect(response.status).toBe(503);
});

test('a server that cannot be reached is tried three times', async () => {
  const { client, requests } = clientOf([refused(), refused(), refused()]);
  await expect(settled(client.wait(job.id))).rejects.toMatchObject({
    code: 'network_error',
    status: 0,
    message: 'No response from http://api.example (ECONNREFUSED).',
    retryable: true,
  });
  expect(requests).toHaveLength(3);
});

test('a rejected credential is renewed once', async () => {
  const renewals: boolean[] = [];
  const credentials = async (renew: boolean) => {
    renewals.push(renew);
    return `token${renewals.filter(Boolean).length}`;
  };
  const problem = { code: 'unauthorized', detail: 'The token is wrong.' };
  const { client, requests } = clientOf([json(401, problem), json(401, problem)], { credentials });
  await expect(settled(client.wait(job.id))).rejects.toMatchObject({ code: 'unauthorized', status: 401 });
  expect(renewals).toEqual([false, true]);
  expect(requests.map(({ request }) => request.headers.get('authorization'))).toEqual([
    'Bearer token0',
    'Bearer token1',
  ]);
});

describe('waiting for a job', () => {
  const running = { ...job, status: 'running' };
  const succeeded = { ...job, status: 'succeeded' };
  const times = (requests: { at: number }[]) =>
    requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0));

  test('asks at once after a change, and pauses if the server does not wait', async () => {
    const { client, requests } = clientOf([
      json(200, job),
      json(200, running),
      json(200, running, { 'retry-after': '3' }),
      json(200, succeeded),
    ]);
    const statuses: string[] = [];
    const onStatus = ({ status }: { status: string }) => statuses.push(status);
    expect(await settled(client.wait(job.id, { onStatus }))).toEqual(succeeded);
    expect(statuses).toEqual(['queued', 'running', 'succeeded']);
    expect(times(requests)).toEqual([0, 0, 3000]);
    const waits = requests.map(({ request }) => new URL(request.url).searchParams.get('wait'));
    expect(waits).toEqual(['0', '20', '20', '20']);
  });

  test('ends with the error of a failed job, or that it was cancelled', async () => {
    const error = { code: 'corrupt_file', detail: 'The file is damaged.', retryable: false };
    const failed = clientOf([json(200, { ...job, status: 'failed', error })]).client;
    await expect(settled(failed.wait(job.id))).rejects.toMatchObject({ ...error, status: 0 });
    const cancelled = clientOf([json(200, { ...job, status: 'cancelled' })]).client;
    await expect(settled(cancelled.wait(job.id))).rejects.toMatchObject({ code: 'job_cancelled' });
  });
});
