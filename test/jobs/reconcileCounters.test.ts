import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { reconcileCounters } from '../../shared/jobs/fairness/reconcileCounters.ts';
import { counterFor, ids, recordingMessages, submitPage, submitPages, whereOf } from '../harness/fairness.ts';
import { newDevice } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

let services: TestServices;
let sent: string[];
let caller: TenantCaller;
beforeAll(async () => {
  ({ services, sent } = recordingMessages(
    await testServices({ RUNNING_JOBS_PER_CALLER: '2', WAITING_JOBS_PER_CALLER: '5' }),
  ));
});
beforeEach(() => {
  caller = newDevice();
  sent.length = 0;
});

const submitOne = () => submitPage(caller, services);
const submitMany = (count: number) => submitPages(count, caller, services);
const counter = () => counterFor(caller, services);

describe('the reconciliation of callers', () => {
  const patch = (operations: Parameters<TestServices['counters']['patch']>[2]) =>
    services.counters.patch(...whereOf(caller), operations);
  /** Two runs, minutes after everything before. */
  const reconcileTwice = async () => {
    services.clock.advance({ minutes: 6 });
    await reconcileCounters(services);
    await reconcileCounters(services);
  };

  test('changes nothing while everything is counted', async () => {
    await submitMany(4);
    const before = await services.counters.read(...whereOf(caller));
    await reconcileTwice();
    expect(await services.counters.read(...whereOf(caller))).toMatchObject({ etag: before?.etag });
    expect(sent).toHaveLength(2);
  });

  test.each([9, 0, -3])('corrects a number of held jobs that is %i instead of 2', async (value) => {
    const [one, two] = await submitMany(4);
    await patch([{ op: 'set', path: '/held', value }]);
    await reconcileTwice();
    expect(await counter()).toEqual({ count: 2, held: 2, sent: ids(one, two) });
  });

  test('creates a missing counter and sends the held jobs', async () => {
    const [, , three, four] = await submitMany(4);
    await services.counters.delete(...whereOf(caller));
    await reconcileTwice();
    expect(sent.slice(2)).toEqual(ids(three, four));
    expect(await counter()).toEqual({ count: 2, held: 0, sent: ids(three, four) });
  });

  test('frees the places of jobs that do not exist, and sends held jobs', async () => {
    const [one, two, three] = await submitMany(3);
    for (const job of [one, two]) await services.jobs.delete(['default', job?.id ?? ''], job?.id ?? '');
    await reconcileTwice();
    expect(sent.slice(2)).toEqual(ids(three));
    expect(await counter()).toEqual({ count: 1, held: 0, sent: ids(three) });
  });

  test('keeps the place of a submission that is in progress', async () => {
    await submitOne();
    await patch([
      { op: 'set', path: '/sent/later', value: services.clock.now().toISOString() },
      { op: 'incr', path: '/count', value: 1 },
    ]);
    services.clock.advance({ minutes: 2 });
    await reconcileCounters(services);
    expect(await counter()).toMatchObject({ count: 2 });
    services.clock.advance({ minutes: 4 });
    await reconcileCounters(services);
    expect(await counter()).toMatchObject({ count: 1 });
  });

  test('continues with other callers when one fails', async () => {
    const [first, second] = [await submitOne(), await submitOne()];
    const held = await submitOne();
    const other = newDevice();
    await submitPage(other, services);
    for (const { id } of [first, second]) await services.jobs.delete(['default', id], id);
    services.clock.advance({ minutes: 6 });
    const jobs = new Proxy(services.jobs, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (partition: string[], id: string, ...rest: unknown[]) =>
          name === 'read' && id !== first.id && id !== second.id
            ? Promise.reject(new Error('Not readable.'))
            : value.call(target, partition, id, ...rest);
      },
    });
    await reconcileCounters({ ...services, jobs });
    await vi.waitFor(() => expect(sent).toContain(held.id));
  });
});
