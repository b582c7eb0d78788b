import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConveyorError } from '../../shared/errors.ts';
import type { CallerOf } from '../../shared/identity/authenticate.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { attemptsOf, maximumAttempts } from '../../shared/jobs/failExhausted.ts';
import { attemptFolder, folderOf } from '../../shared/jobs/files.ts';
import { find } from '../../shared/jobs/find.ts';
import { handleJobPoison } from '../../shared/jobs/handleJobPoison.ts';
import { acquireLease } from '../../shared/jobs/lease.ts';
import { jobsQueue } from '../../shared/jobs/message.ts';
import { postponeDelays } from '../../shared/jobs/postpone.ts';
import { reconcile } from '../../shared/jobs/reconcile.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { remove } from '../../shared/jobs/remove.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { work } from '../../shared/jobs/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { converterThat, converts, hangs } from '../harness/converters.ts';
import { TestClock, type TestServices, testServices } from '../harness/services.ts';

const caller: CallerOf<'device'> = {
  kind: 'device',
  organisationId: 'default',
  deviceId: '3f2c1b9a-58d4-4e0b-9d3c-0a5f6f0f9a11',
};
const container = blobContainerOf(caller.organisationId);
const page = { name: 'page.html', bytes: Buffer.from('<!doctype html><title>A page</title><p>Hello') };
const engineGone = () => Promise.reject(new ConveyorError('engine_failed'));

let services: TestServices;
let job: JobRecord;
beforeAll(async () => {
  services = await testServices();
});
beforeEach(async () => {
  job = await submit({ caller, files: [page], steps: [{ type: 'convert', to: 'pdf' }] }, services);
});

const messageOf = ({ id, organisationId }: JobRecord) => ({ jobId: id, organisationId });
const now = async () => (await find(job.id, caller, services)).record;
const blobsBelow = (prefix: string) => Array.fromAsync(services.blobs.list(container, prefix));

describe('a job that is converted', () => {
  test('succeeds with one result and one usage, written in one write', async () => {
    await work(messageOf(job), converterThat(converts), services);
    const done = await now();
    expect(done).toMatchObject({ status: 'succeeded', attempt: 1, usage: { documents: 1, pages: 1 } });
    expect(done).not.toHaveProperty('leaseUntil');
    expect(await blobsBelow(attemptFolder(job.id, 1))).toHaveLength(1);
  });

  test('is only acknowledged when its message comes again', async () => {
    const converter = converterThat(converts);
    await work(messageOf(job), converter, services);
    const { etag } = await find(job.id, caller, services);
    await work(messageOf(job), converter, services);
    expect(converter.calls).toBe(1);
    expect((await find(job.id, caller, services)).etag).toBe(etag);
  });

  test('is converted once when two workers get it at once', async () => {
    const converter = converterThat(converts);
    await Promise.all([1, 2, 3, 4].map(() => work(messageOf(job), converter, services)));
    expect(converter.calls).toBe(1);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 1 });
  });

  test('whose record is not there yet is thrown, never acknowledged', async () => {
    const unknown = { jobId: '019a0000-0000-7000-8000-000000000000', organisationId: 'default' };
    await expect(work(unknown, converterThat(converts), services)).rejects.toThrow('not found');
  });
});

describe('a job whose document is bad', () => {
  test('fails at once, with the code, and is not tried again', async () => {
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
  test('is given back, so that the next worker need not wait', async () => {
    await expect(work(messageOf(job), converterThat(engineGone), services)).rejects.toThrow('engine_failed');
    expect(await now()).toMatchObject({ status: 'queued', attempt: 1 });
    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 2 });
  });

  test('is put off when the worker can start no engine, and that uses up no attempt', async () => {
    const noEngine = () => Promise.reject(new ConveyorError('unavailable'));
    for (const [index, seconds] of postponeDelays.entries()) {
      await work(messageOf(job), converterThat(noEngine), services);
      expect(await now()).toMatchObject({ status: 'queued', postponed: index + 1 });
      const fields = { job: job.id, seconds, error: new ConveyorError('unavailable') };
      expect(services.log.lines).toContainEqual({ level: 'info', message: 'A job was postponed.', fields });
    }
    for (let attempt = 1; attempt < maximumAttempts; attempt++)
      await expect(work(messageOf(job), converterThat(engineGone), services)).rejects.toThrow();
    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'succeeded' });
  });

  test('fails when no engine could be started for too long', async () => {
    const noEngine = () => Promise.reject(new ConveyorError('unavailable'));
    for (const _ of postponeDelays) await work(messageOf(job), converterThat(noEngine), services);
    await work(messageOf(job), converterThat(noEngine), services);
    expect(await now()).toMatchObject({ status: 'failed', error: { code: 'unavailable', retryable: true } });
  });

  test('fails after five attempts, and the client is told', async () => {
    for (let attempt = 0; attempt < maximumAttempts; attempt++)
      await expect(work(messageOf(job), converterThat(engineGone), services)).rejects.toThrow();
    await handleJobPoison(messageOf(job), services);
    expect(await now()).toMatchObject({
      status: 'failed',
      error: { code: 'attempts_exhausted', retryable: true },
    });
  });

  test('is put off when it waits for an engine longer than an attempt may take, and that uses up no attempt', async () => {
    const impatient = await testServices({ JOB_SECONDS: '1' }, services);
    await work(messageOf(job), converterThat(hangs().convert), impatient);
    const waiting = await now();
    expect(waiting).toMatchObject({ status: 'queued', attempt: 1, postponed: 1 });
    expect(attemptsOf(waiting)).toBe(0);
  });

  test('is put off when storage does not answer within the time of an attempt, whatever that says then', async () => {
    const impatient = await testServices({ JOB_SECONDS: '1' }, services);
    const blobs = Object.assign(Object.create(null), {
      get: services.blobs.get.bind(services.blobs),
      put: (...[, , , , signal]: Parameters<typeof services.blobs.put>) =>
        new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('The operation was aborted.'))),
        ),
    });
    await work(messageOf(job), converterThat(converts), { ...impatient, blobs });
    expect(await now()).toMatchObject({ status: 'queued', attempt: 1, postponed: 1 });
  });

  test('fails as well when every attempt killed its worker, so that no message ever ran out of tries', async () => {
    const converter = converterThat(converts);
    // What a SIGKILL leaves behind: taken, and never given back.
    for (let attempt = 0; attempt < maximumAttempts; attempt++) {
      await acquireLease(job, services);
      services.clock.advance({ minutes: 10 });
    }
    await work(messageOf(job), converter, services);
    expect(converter.calls).toBe(0);
    expect(await now()).toMatchObject({ status: 'failed', error: { code: 'attempts_exhausted' } });
  });

  test('is sent again when nobody could even take it', async () => {
    const before = await services.queues.depth(jobsQueue);
    await handleJobPoison(messageOf(job), services);
    expect(await now()).toMatchObject({ status: 'queued', attempt: 0 });
    expect(await services.queues.depth(jobsQueue)).toBe(before + 1);
  });

  test('is sent again when its attempts were used up by hosts that stopped', async () => {
    for (let attempt = 0; attempt < maximumAttempts; attempt++) {
      const host = await testServices({}, services);
      const { convert, started } = hangs();
      const working = work(messageOf(job), converterThat(convert), host);
      await started;
      host.drain();
      await expect(working).rejects.toThrow('stopping');
    }
    const before = await services.queues.depth(jobsQueue);
    await handleJobPoison(messageOf(job), services);
    expect(await now()).toMatchObject({ status: 'queued', attempt: 5, drains: 5 });
    expect(await services.queues.depth(jobsQueue)).toBe(before + 1);
  });

  test('is taken over when the lease of a dead worker has run out, and not before', async () => {
    const { convert, started } = hangs();
    // Its clock stands still, so that it renews no lease.
    const dead = await testServices(
      {},
      { tenant: services.tenant, clock: new TestClock(services.clock.now()) },
    );
    const never = work(messageOf(job), converterThat(convert), dead);
    never.catch(() => undefined);
    await started;

    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'running', attempt: 1 });

    services.clock.advance({ minutes: 10 });
    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 2 });
    // The one that seemed dead notices that the job is not its own any more, and leaves nothing.
    await never;
    expect(await blobsBelow(attemptFolder(job.id, 1))).toEqual([]);
  });

  test('leaves nothing behind when it was overtaken between its result and its last write', async () => {
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
  test('while it waits is never converted', async () => {
    const converter = converterThat(converts);
    await cancel(job.id, caller, services);
    await work(messageOf(job), converter, services);
    expect(converter.calls).toBe(0);
    expect(await now()).toMatchObject({ status: 'cancelled' });
  });

  test('while it runs stops its engine, and stays cancelled', async () => {
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

  test('cannot be when it has ended', async () => {
    await work(messageOf(job), converterThat(converts), services);
    await expect(cancel(job.id, caller, services)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('and deleted while it runs leaves nothing', async () => {
    const { convert, started } = hangs();
    const working = work(messageOf(job), converterThat(convert), services);
    await started;
    await remove(job.id, caller, services);
    await working;
    expect(await blobsBelow(folderOf(job.id))).toEqual([]);
    await expect(now()).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a job that is taken away while its results are written', () => {
  /** Services in which something happens when the second result is on its way. */
  const meanwhile = (act: () => Promise<unknown>): TestServices => {
    const put: TestServices['blobs']['put'] = async (container, name, bytes, contentType, signal) => {
      const late = name.endsWith('/1');
      if (late) await act();
      await services.blobs.put(container, name, bytes, contentType, late ? undefined : signal);
      // The signal reaches what is still on its way, and storage tells it in words of its own.
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
    const { files, usage } = await converts(input);
    return { files: [...files, ...files], usage };
  });

  test('because it is deleted leaves nothing', async () => {
    await work(
      messageOf(job),
      two,
      meanwhile(() => remove(job.id, caller, services)),
    );
    expect(await blobsBelow(folderOf(job.id))).toEqual([]);
  });

  test('because it is cancelled leaves no result', async () => {
    await work(
      messageOf(job),
      two,
      meanwhile(() => cancel(job.id, caller, services)),
    );
    expect(await now()).toMatchObject({ status: 'cancelled' });
    expect(await blobsBelow(attemptFolder(job.id, 1))).toEqual([]);
  });

  test('because its host stops and it is deleted leaves nothing', async () => {
    const host = await testServices({}, services);
    const { blobs } = meanwhile(async () => {
      await remove(job.id, caller, services);
      host.drain();
    });
    await work(messageOf(job), two, { ...host, blobs }).catch(() => undefined);
    expect(await blobsBelow(folderOf(job.id))).toEqual([]);
  });
});

describe('the end of a job', () => {
  /** Services whose writes of a record are done, but are not answered as they should be. */
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

  test('stays as it was written when nobody heard of it', async () => {
    const deaf = answering(() => {
      throw new Error('No answer.');
    });
    await work(messageOf(job), converterThat(converts), deaf).catch(() => undefined);
    await work(messageOf(job), converterThat(converts), services);
    expect(await now()).toMatchObject({ status: 'succeeded', attempt: 1 });
    expect(await blobsBelow(attemptFolder(job.id, 1))).toHaveLength(1);
  });

  test('keeps its result when the write was sent twice and the second one came too late', async () => {
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
  const depth = () => services.queues.depth(jobsQueue);

  test('sends queued jobs again that no message names, once', async () => {
    const fresh = await testServices();
    // Its submission died before the message was sent.
    const lost: JobRecord = { ...job, enqueuedAt: fresh.clock.now().toISOString() };
    await fresh.jobs.create(lost);
    expect(await reconcile(fresh)).toBe(0);
    fresh.clock.advance({ minutes: 6 });
    const counts = await Promise.all([reconcile(fresh), reconcile(fresh)]);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect(await fresh.queues.depth(jobsQueue)).toBe(1);
    expect(await reconcile(fresh)).toBe(0);
  });

  test('leaves queued jobs alone while messages that are as old still wait', async () => {
    const fresh = await testServices();
    await submit({ caller, files: [page], steps: job.steps }, fresh);
    const later = await submit({ caller, files: [page], steps: job.steps }, fresh);
    fresh.clock.advance({ minutes: 6 });
    expect(await reconcile(fresh)).toBe(0);
    expect(await fresh.jobs.read(['default', later.id], later.id)).toMatchObject({
      record: { status: 'queued' },
    });
  });

  test('sends running jobs again whose lease has run out', async () => {
    const { convert, started } = hangs();
    // Its clock stands still, so that it renews no lease.
    const dead = await testServices(
      {},
      { tenant: services.tenant, clock: new TestClock(services.clock.now()) },
    );
    const never = work(messageOf(job), converterThat(convert), dead);
    never.catch(() => undefined);
    await started;
    services.clock.advance({ minutes: 6 });
    const before = await depth();
    expect(await reconcile(services)).toBeGreaterThan(0);
    expect(await depth()).toBeGreaterThan(before);
    dead.drain();
    await expect(never).rejects.toThrow('stopping');
  });

  test('leaves ended jobs alone', async () => {
    await work(messageOf(job), converterThat(converts), services);
    services.clock.advance({ minutes: 10 });
    await reconcile(services);
    expect((await now()).enqueuedAt).toBe(job.enqueuedAt);
  });
});
