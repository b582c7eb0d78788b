import { describe, expect, test } from 'vitest';
import { BodyBudget } from '../../shared/http/body/bodyBudget.ts';
import { deadlineOf, defaultPace } from '../../shared/http/body/bodyPace.ts';
import { uploadBody } from '../../shared/http/body/uploadBody.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { RequestSlots } from '../../shared/http/requestSlots.ts';
import { call, problem, testServices } from './call.ts';

const waiting: PromiseWithResolvers<void>[] = [];
const upload = endpoint({
  name: 'limitedUpload',
  method: 'POST',
  route: 'x',
  summary: 'A test',
  tag: 'test',
  auth: 'none',
  body: uploadBody({ maximumBytes: 10_000_000 }),
  responses: { 204: { description: 'Success' } },
  handler: async ({ body }) => {
    // A body of one byte ends at once; the others are held until the test ends them.
    if (body.files[0]?.bytes.length !== 1) {
      const end = Promise.withResolvers<void>();
      waiting.push(end);
      await end.promise;
    }
    return { status: 204 };
  },
});

const headers = { 'content-type': 'application/octet-stream' };
/** A body whose chunks a test sends. */
function source() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
  });
  return {
    body: body as unknown as AsyncIterable<Uint8Array>,
    send: (bytes: number) => controller?.enqueue(new Uint8Array(bytes)),
    end: () => controller?.close(),
  };
}

describe('the budget of bodies', () => {
  const budgeted = (bytes: number) => {
    const { services } = testServices();
    return { ...services, bodyBudget: new BodyBudget(bytes) };
  };

  test('refuses a declared body that does not fit beside those that are held, before it is read', async () => {
    const services = budgeted(1000);
    const post = (bytes: number) => {
      const declared = { ...headers, 'content-length': String(bytes) };
      return call(upload, { headers: declared, services, body: new Uint8Array(bytes) });
    };
    const first = post(800);
    await expect.poll(() => waiting.length).toBe(1);
    const refused = await post(300);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await problem(refused)).toMatchObject({
      status: 503,
      code: 'body_capacity_reached',
      retryable: true,
    });
    expect((await post(1)).status).toBe(204);
    waiting.pop()?.resolve();
    expect((await first).status).toBe(204);
    const next = post(1000);
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()?.resolve();
    expect((await next).status).toBe(204);
  });

  test('accepts a body larger than the budget while no other is held', async () => {
    const services = budgeted(10);
    const sent = call(upload, { headers, services, body: new Uint8Array(5000) });
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()?.resolve();
    expect((await sent).status).toBe(204);
  });

  test('counts a body without a declared length as it arrives', async () => {
    const services = budgeted(3_000_000);
    const [one, other] = [source(), source()];
    const first = call(upload, { headers, services, body: one.body });
    one.send(1_500_000);
    one.end();
    await expect.poll(() => waiting.length).toBe(1);
    const second = call(upload, { headers, services, body: other.body });
    other.send(500_000);
    other.send(1_500_000);
    expect(await problem(await second)).toMatchObject({ code: 'body_capacity_reached' });
    other.end();
    waiting.pop()?.resolve();
    expect((await first).status).toBe(204);
  });
});

describe('the pace of a body', () => {
  test('is 10 s for 64 KiB, and 240 bytes per second after 5 s for more', () => {
    expect(deadlineOf(defaultPace, Number.NaN, 0)).toBe(10_000);
    expect(deadlineOf(defaultPace, 65_536, 65_535)).toBe(10_000);
    expect(deadlineOf(defaultPace, 65_537, 0)).toBe(5000);
    expect(deadlineOf(defaultPace, 1_000_000, 2400)).toBe(10_000);
    expect(deadlineOf(defaultPace, Number.NaN, 240_000)).toBe(1_000_000);
  });

  test('that is too slow ends with 408, and a body that arrives in time does not', async () => {
    const { services: plain } = testServices();
    const pace = { smallBytes: 100, smallMilliseconds: 20, bytesPerSecond: 1, graceMilliseconds: 20 };
    const services = { ...plain, bodyPace: pace };
    const slow = source();
    const refused = call(upload, { headers, services, body: slow.body });
    slow.send(10);
    expect(await problem(await refused)).toMatchObject({ status: 408, code: 'body_too_slow' });
    const large = source();
    const stalled = call(upload, {
      headers: { ...headers, 'content-length': '5000' },
      services,
      body: large.body,
    });
    expect(await problem(await stalled)).toMatchObject({ code: 'body_too_slow' });
    expect((await call(upload, { headers, services, body: new Uint8Array(1) })).status).toBe(204);
    slow.end();
    large.end();
  });
});

describe('the slots of requests', () => {
  test('are not held while a body arrives, and a request that finds none waits', async () => {
    const { services: plain } = testServices();
    const services = { ...plain, requestSlots: new RequestSlots(1, 3) };
    const slow = [source(), source(), source()];
    const slowResponses = slow.map(({ body }) => call(upload, { headers, services, body }));
    const small = () => call(upload, { headers, services, body: new Uint8Array(1) });
    expect((await small()).status).toBe(204);
    const running = call(upload, { headers, services, body: new Uint8Array(2) });
    await expect.poll(() => waiting.length).toBe(1);
    const next = [small(), small(), small()];
    const refused = await small();
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await problem(refused)).toMatchObject({ status: 503, code: 'unavailable' });
    waiting.pop()?.resolve();
    for (const response of [running, ...next]) expect((await response).status).toBe(204);
    for (const { send, end } of slow) {
      send(1);
      end();
    }
    for (const response of slowResponses) expect((await response).status).toBe(204);
  });

  test('are not needed by an endpoint that is exempt from the gateway', async () => {
    const health = endpoint({
      name: 'exempt',
      method: 'GET',
      route: 'y',
      summary: 'A test',
      tag: 'test',
      auth: 'none',
      gateway: 'exempt',
      responses: { 204: { description: 'Success' } },
      handler: () => ({ status: 204 }),
    });
    const { services: plain } = testServices();
    const services = { ...plain, requestSlots: new RequestSlots(0, 0) };
    expect((await call(health, { services })).status).toBe(204);
  });
});
