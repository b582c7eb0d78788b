import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConveyorError } from '../../shared/errors.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { attemptFolder, folderOf } from '../../shared/jobs/files.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { browserJobsQueue } from '../../shared/jobs/queues.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { reconcile } from '../../shared/jobs/upkeep/reconcile.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { attemptsOf, maximumAttempts } from '../../shared/jobs/work/failExhausted.ts';
import { handleJobPoison } from '../../shared/jobs/work/handleJobPoison.ts';
import { acquireLease } from '../../shared/jobs/work/lease.ts';
import { postponeDelays } from '../../shared/jobs/work/postpone.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { converterThat, converts, hangs } from '../harness/converters.ts';
import { deviceCaller } from '../harness/jobs.ts';
import { TestClock, type TestServices, testServices } from '../harness/services.ts';

const caller = deviceCaller('3f2c1b9a-58d4-4e0b-9d3c-0a5f6f0f9a11');
const container = blobContainerOf(caller.organisationId);
const page = { name: 'page.html', bytes: Buffer.from('<!doctype html><title>A page</title><p>Hello') };
const engineFails = () => Promise.reject(new ConveyorError('engine_failed'));

let services: TestServices;
let job: JobRecord;
beforeAll(async () => {
  services = await testServices();
});
beforeEach(async () => {
  job = await submit({ caller, files: [page], steps: [{ type: 'convert', to: 'pdf' }] }, services);
});

const messageOf = ({ id, organisationId }: JobRecord) => ({ jobId: id, organisationId });
const now = async () => (await findOwn(job.id, caller, services)).record;
/** Starts the job in a worker whose clock stands still, so that it renews no lease. The converter hangs. */
async function leaveToDeadWorker() {
  const { convert, started } = hangs();
  const dead = await testServices(
    {},
    { tenant: services.tenant, clock: new TestClock(services.clock.now()) },
  );
  const never = work(messageOf(job), converterThat(convert), dead);
  never.catch(() => undefined);
  await started;
  return { dead, never };
}
const blobsBelow = (prefix: string) => Array.fromAsync(services.blobs.list(container, prefix));

describe('a job that is converted', () => {
  test('succeeds with its result and usage in one write', async () => {
    await work(messageOf(job), converterThat(converts), services);
    const done = await now();
    expect(done).toMatchObject({ status: 'succeeded', attempt: 1, usage: { documents: 1, pages: 1 } });
    expect(done).not.toHaveProperty('leaseUntil');
    expect(await blobsBelow(attemptFolder(job.id, 1))).toHaveLength(1);
  });

  test('is not converted again when its message is redelivered', async () => {
    const converter = converterThat(converts);
    await work(messageOf(job), converter, services);
    const { etag } = await findOwn(job.id, caller, services);
    await work(messageOf(job), converter, services);
    expect(converter.calls).toBe(1);
    expect((await findOwn(job.id, caller, services)).etag).toBe(etag);
  });

  test('is converted once when several workers get it concurrently', async () => {
    const converter = converterThat(converts);
    await Promise.all([1, 2, 3, 4].map(() => work(messageOf(job), converter, services)));
    expect(converter.calls).toBe(1);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 1 });
  });

  test('without a record yet is thrown, never acknowledged', async () => {
    const missing = { jobId: '019a0000-0000-7000-8000-000000000000', organisationId: 'default' };
    await expect(work(missing, converterThat(converts), services)).rejects.toThrow('not found');
  });
});

describe('a job with a corrupt document', () => {
  test('fails at once with the error code, without retry', async () => {
    const converter = converterThat(() => Promise.reject(new ConveyorError('corrupt_file')));
    await work(messageOf(job), converter, services);
    expect(await now()).toMatchObject({
      status: 'failed',
      attempt: 1,
      error: { code: 'corrupt_file', retryable: false },
    });
    expect(await now()).not.toHaveProperty('usage');
  });
});

describe('a job whose worker fails', () => {
  test('is requeued, so that the next worker need not wait', async () => {
    await expect(work(messageOf(job), converterThat(engineFails), services)).rejects.toThrow('engine_failed');
    expect(await now()).toMatchObject({ status: 'queued', attempt: 1 });
    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 2 });
  });

  test('is postponed without using an attempt when the worker cannot start an engine', async () => {
    const noEngine = () => Promise.reject(new ConveyorError('unavailable'));
    for (const [index, seconds] of postponeDelays.entries()) {
      await work(messageOf(job), converterThat(noEngine), services);
      expect(await now()).toMatchObject({ status: 'queued', postponed: index + 1 });
      const fields = { job: job.id, seconds, error: new ConveyorError('unavailable') };
      expect(services.log.lines).toContainEqual({ level: 'info', message: 'A job was postponed.', fields });
    }
    for (let attempt = 1; attempt < maximumAttempts; attempt++)
      await expect(work(messageOf(job), converterThat(engineFails), services)).rejects.toThrow();
    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'succeeded' });
  });

  test.each([
    ['the storage', Object.assign(new Error('The disk is full: folder.'), { statusCode: 507 })],
    ['the disk of the engines', new ConveyorError('storage_full')],
  ])('is postponed without using an attempt while %s is full, and the app is not ready', async (_, full) => {
    await work(
      messageOf(job),
      converterThat(() => Promise.reject(full)),
      services,
    );
    const waiting = await now();
    expect(waiting).toMatchObject({ status: 'queued', postponed: 1 });
    expect(attemptsOf(waiting)).toBe(0);
    expect(services.log.lines).toContainEqual({
      level: 'info',
      message: 'A job was postponed.',
      fields: expect.objectContaining({ error: expect.objectContaining({ code: 'storage_full' }) }),
    });
    expect(() => services.storageSpace.check()).toThrow('The storage is full.');
  });

  test('fails when no engine could be started after the last delay', async () => {
    const noEngine = () => Promise.reject(new ConveyorError('unavailable'));
    for (const _ of postponeDelays) await work(messageOf(job), converterThat(noEngine), services);
    await work(messageOf(job), converterThat(noEngine), services);
    expect(await now()).toMatchObject({ status: 'failed', error: { code: 'unavailable', retryable: true } });
  });

  test('fails after five attempts', async () => {
    for (let attempt = 0; attempt < maximumAttempts; attempt++)
      await expect(work(messageOf(job), converterThat(engineFails), services)).rejects.toThrow();
    await handleJobPoison(messageOf(job), services);
    expect(await now()).toMatchObject({
      status: 'failed',
      error: { code: 'attempts_exhausted', retryable: true },
    });
  });

  test('is postponed without using an attempt when it waits too long for an engine', async () => {
    const shortLimit = await testServices({ JOB_SECONDS: '1' }, services);
    await work(messageOf(job), converterThat(hangs().convert), shortLimit);
    const waiting = await now();
    expect(waiting).toMatchObject({ status: 'queued', attempt: 1, postponed: 1 });
    expect(attemptsOf(waiting)).toBe(0);
  });

  test('is postponed when storage does not answer within the time limit of an attempt', async () => {
    const shortLimit = await testServices({ JOB_SECONDS: '1' }, services);
    const blobs = Object.assign(Object.create(null), {
      get: services.blobs.get.bind(services.blobs),
      put: (...[, , , , signal]: Parameters<typeof services.blobs.put>) =>
        new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('The operation was aborted.'))),
        ),
    });
    await work(messageOf(job), converterThat(converts), { ...shortLimit, blobs });
    expect(await now()).toMatchObject({ status: 'queued', attempt: 1, postponed: 1 });
  });

  test('fails after five attempts that each killed the worker, so that no message became poison', async () => {
    const converter = converterThat(converts);
    // The state after a SIGKILL: acquired and never released.
    for (let attempt = 0; attempt < maximumAttempts; attempt++) {
      await acquireLease(job, services);
      services.clock.advance({ minutes: 10 });
    }
    await work(messageOf(job), converter, services);
    expect(converter.calls).toBe(0);
    expect(await now()).toMatchObject({ status: 'failed', error: { code: 'attempts_exhausted' } });
  });

  test('is enqueued again when no worker could acquire it', async () => {
    const before = await services.queues.depth(browserJobsQueue);
    await handleJobPoison(messageOf(job), services);
    expect(await now()).toMatchObject({ status: 'queued', attempt: 0 });
    expect(await services.queues.depth(browserJobsQueue)).toBe(before + 1);
  });

  test('is enqueued again when its attempts were ended by draining hosts', async () => {
    for (let attempt = 0; attempt < maximumAttempts; attempt++) {
      const host = await testServices({}, services);
      const { convert, started } = hangs();
      const working = work(messageOf(job), converterThat(convert), host);
      await started;
      host.drain();
      await expect(working).rejects.toThrow('stopping');
    }
    const before = await services.queues.depth(browserJobsQueue);
    await handleJobPoison(messageOf(job), services);
    expect(await now()).toMatchObject({ status: 'queued', attempt: 5, drains: 5 });
    expect(await services.queues.depth(browserJobsQueue)).toBe(before + 1);
  });

  test('is taken over only after the lease of a dead worker has expired', async () => {
    const { never } = await leaveToDeadWorker();

    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'running', attempt: 1 });

    services.clock.advance({ minutes: 10 });
    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 2 });
    // The worker that seemed dead notices that it lost the lease and deletes its blobs.
    await never;
    expect(await blobsBelow(attemptFolder(job.id, 1))).toEqual([]);
  });

  test('leaves no blobs when another worker takes it over before the last write', async () => {
    const silent = await testServices(
      {},
      { tenant: services.tenant, clock: new TestClock(services.clock.now()) },
    );
    const slow = converterThat(async (input) => {
      services.clock.advance({ minutes: 10 });
      await work(messageOf(job), converterThat(converts), services);
      return converts(input);
    });
    await work(messageOf(job), slow, silent);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 2 });
    expect(await blobsBelow(folderOf(job.id))).toEqual([`${job.id}/2/0`, `${job.id}/input/0`]);
  });
});

describe('a job that is cancelled', () => {
  test('while it is queued is never converted', async () => {
    const converter = converterThat(converts);
    await cancel(job.id, caller, services);
    await work(messageOf(job), converter, services);
    expect(converter.calls).toBe(0);
    expect(await now()).toMatchObject({ status: 'cancelled' });
  });

  test('while it runs stops its engine and stays cancelled', async () => {
    const { convert, started } = hangs();
    const working = work(messageOf(job), converterThat(convert), services);
    await started;
    expect(await cancel(job.id, caller, services)).toMatchObject({ status: 'cancelled' });
    await working;
    const cancelled = await now();
    expect(cancelled).toMatchObject({ status: 'cancelled' });
    expect(cancelled).not.toHaveProperty('usage');
    expect(await cancel(job.id, caller, services)).toEqual(cancelled);
  });

  test('cannot be cancelled after it has ended', async () => {
    await work(messageOf(job), converterThat(converts), services);
    await expect(cancel(job.id, caller, services)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('and deleted while it runs leaves no blobs', async () => {
    const { convert, started } = hangs();
    const working = work(messageOf(job), converterThat(convert), services);
    await started;
    await remove(job.id, caller, services);
    await working;
    expect(await blobsBelow(folderOf(job.id))).toEqual([]);
    await expect(now()).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a job that is lost while its results are written', () => {
  /** Services that call `act` while the second result is being written. */
  const duringWrite = (act: () => Promise<unknown>): TestServices => {
    const put: TestServices['blobs']['put'] = async (container, name, bytes, contentType, signal) => {
      const late = name.endsWith('/1');
      if (late) await act();
      await services.blobs.put(container, name, bytes, contentType, late ? undefined : signal);
      // The signal aborts the pending write, and storage throws its own error.
      if (late && !signal?.aborted)
        await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
      if (late) throw new Error('The operation was aborted.');
    };
    const blobs = Object.assign(Object.create(null), {
      put,
      get: services.blobs.get.bind(services.blobs),
      delete: services.blobs.delete.bind(services.blobs),
      deleteAll: services.blobs.deleteAll.bind(services.blobs),
    });
    return { ...services, blobs };
  };
  const two = converterThat(async (input) => {
    const { files, ...others } = await converts(input);
    return { files: [...files, ...files], ...others };
  });

  test('by deletion leaves no blobs', async () => {
    await work(
      messageOf(job),
      two,
      duringWrite(() => remove(job.id, caller, services)),
    );
    expect(await blobsBelow(folderOf(job.id))).toEqual([]);
  });

  test('by cancellation leaves no result', async () => {
    await work(
      messageOf(job),
      two,
      duringWrite(() => cancel(job.id, caller, services)),
    );
    expect(await now()).toMatchObject({ status: 'cancelled' });
    expect(await blobsBelow(attemptFolder(job.id, 1))).toEqual([]);
  });

  test('by deletion on a draining host leaves no blobs', async () => {
    const host = await testServices({}, services);
    const { blobs } = duringWrite(async () => {
      await remove(job.id, caller, services);
      host.drain();
    });
    await work(messageOf(job), two, { ...host, blobs }).catch(() => undefined);
    expect(await blobsBelow(folderOf(job.id))).toEqual([]);
  });
});

describe('the end of a job', () => {
  /** Services whose record writes succeed but return the given response. */
  const answering = (answer: () => undefined): TestServices => {
    const jobs = Object.assign(Object.create(null), {
      read: services.jobs.read.bind(services.jobs),
      patch: services.jobs.patch.bind(services.jobs),
      replace: async (...given: Parameters<TestServices['jobs']['replace']>) => {
        const written = await services.jobs.replace(...given);
        return given[1].status === 'succeeded' ? answer() : written;
      },
    });
    return { ...services, jobs };
  };

  test('is kept when the response of its write was lost', async () => {
    const lossy = answering(() => {
      throw new Error('No response.');
    });
    await work(messageOf(job), converterThat(converts), lossy).catch(() => undefined);
    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(await blobsBelow(attemptFolder(job.id, 1))).toHaveLength(1);
  });

  test('keeps its result when the write was retried and the retry failed its ETag condition', async () => {
    await work(
      messageOf(job),
      converterThat(converts),
      answering(() => undefined),
    );
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(await blobsBelow(attemptFolder(job.id, 1))).toHaveLength(1);
  });
});

describe('the reconciliation', () => {
  const depth = () => services.queues.depth(browserJobsQueue);

  test('enqueues queued jobs without a message, once', async () => {
    const fresh = await testServices();
    // The submission died before it sent the message.
    const lost: JobRecord = { ...job, enqueuedAt: fresh.clock.now().toISOString() };
    await fresh.jobs.create(lost);
    expect(await reconcile(fresh)).toBe(0);
    fresh.clock.advance({ minutes: 6 });
    const counts = await Promise.all([reconcile(fresh), reconcile(fresh)]);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect(await fresh.queues.depth(browserJobsQueue)).toBe(1);
    expect(await reconcile(fresh)).toBe(0);
  });

  test('ignores queued jobs while messages of the same age are waiting', async () => {
    const fresh = await testServices();
    await submit({ caller, files: [page], steps: job.steps }, fresh);
    const later = await submit({ caller, files: [page], steps: job.steps }, fresh);
    fresh.clock.advance({ minutes: 6 });
    expect(await reconcile(fresh)).toBe(0);
    expect(await fresh.jobs.read(['default', later.id], later.id)).toMatchObject({
      record: { status: 'queued' },
    });
  });

  test('enqueues running jobs with an expired lease', async () => {
    const { dead, never } = await leaveToDeadWorker();
    services.clock.advance({ minutes: 6 });
    const before = await depth();
    expect(await reconcile(services)).toBeGreaterThan(0);
    expect(await depth()).toBeGreaterThan(before);
    dead.drain();
    await expect(never).rejects.toThrow('stopping');
  });

  test('ignores ended jobs', async () => {
    await work(messageOf(job), converterThat(converts), services);
    services.clock.advance({ minutes: 10 });
    await reconcile(services);
    expect((await now()).enqueuedAt).toBe(job.enqueuedAt);
  });
});
