import { beforeAll, describe, expect, test } from 'vitest';
import type { ConveyorError } from '../../shared/errors.ts';
import { folderOf, inputBlob } from '../../shared/jobs/files.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { timestampOf } from '../../shared/jobs/jobId.ts';
import { list } from '../../shared/jobs/list.ts';
import { browserJobsQueue } from '../../shared/jobs/queues.ts';
import { result } from '../../shared/jobs/results/result.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { sweepJobs } from '../../shared/jobs/upkeep/sweep.ts';
import { wait } from '../../shared/jobs/wait.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { deviceCaller } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

const caller = deviceCaller('3f2c1b9a-58d4-4e0b-9d3c-0a5f6f0f9a11');
const other = deviceCaller('7d0b6a52-2c80-4a4e-8f0a-6d3d5c1f2e22');
const page = { name: 'page.html', bytes: Buffer.from('<!doctype html><title>A page</title><p>Hello') };
const steps = [{ type: 'convert' as const, to: 'pdf' as const }];

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});

const codeOf = (doing: Promise<unknown>) => doing.then(String, (error: ConveyorError) => error.code);
const messageOf = ({ id, organisationId }: { id: string; organisationId: string }) => ({
  jobId: id,
  organisationId,
});

describe('a submitted job', () => {
  test('is queued, with its input in Blob Storage and a message', async () => {
    const before = await services.queues.depth(browserJobsQueue);
    const job = await submit({ caller, files: [page], steps }, services);
    expect(job).toMatchObject({ status: 'queued', inputs: [{ name: 'page.html', size: page.bytes.length }] });
    expect(timestampOf(job.id)).toBe(services.clock.now().getTime());
    expect(await services.blobs.get(blobContainerOf('default'), `${job.id}/input/0`)).toEqual(page.bytes);
    expect(await services.queues.depth(browserJobsQueue)).toBe(before + 1);
  });

  test('is visible only to its caller', async () => {
    const { id } = await submit({ caller, files: [page], steps }, services);
    for (const forbidden of [findOwn, remove])
      expect(await codeOf(forbidden(id, other, services))).toBe('not_found');
    const elsewhere = { ...caller, organisationId: 'another' };
    expect(await codeOf(findOwn(id, elsewhere, services))).toBe('not_found');
  });

  test('has no result before it ends', async () => {
    const job = await submit({ caller, files: [page], steps }, services);
    expect(await codeOf(result(job.id, 0, caller, services))).toBe('job_not_finished');
    await work(messageOf(job), converterThat(converts), services);
    expect(await result(job.id, 0, caller, services)).toMatchObject({
      file: { contentType: 'application/pdf' },
    });
  });

  test('leaves no blob if its input is rejected', async () => {
    const before = await Array.fromAsync(services.blobs.list(blobContainerOf('default')));
    const empty = { name: 'page.html', bytes: Buffer.alloc(0) };
    expect(await codeOf(submit({ caller, files: [empty], steps }, services))).toBe('empty_file');
    expect(await Array.fromAsync(services.blobs.list(blobContainerOf('default')))).toEqual(before);
  });
});

describe('an Idempotency-Key', () => {
  const submission = { caller, files: [page], steps };

  test('returns the same job for sequential and concurrent identical requests', async () => {
    const first = await submit({ ...submission, idempotencyKey: 'a' }, services);
    const again = await Promise.all(
      [1, 2, 3, 4].map(() => submit({ ...submission, idempotencyKey: 'a' }, services)),
    );
    expect(new Set([first, ...again].map(({ id }) => id)).size).toBe(1);
    const concurrency = await Promise.all(
      [1, 2, 3, 4].map(() => submit({ ...submission, idempotencyKey: 'b' }, services)),
    );
    expect(new Set(concurrency.map(({ id }) => id)).size).toBe(1);
  });

  test('is rejected with a different request', async () => {
    await submit({ ...submission, idempotencyKey: 'c' }, services);
    const changed = { ...submission, files: [{ ...page, name: 'other.html' }], idempotencyKey: 'c' };
    expect(await codeOf(submit(changed, services))).toBe('idempotency_key_reused');
  });

  test('is separate for each caller', async () => {
    const one = await submit({ ...submission, idempotencyKey: 'd' }, services);
    const two = await submit({ ...submission, caller: other, idempotencyKey: 'd' }, services);
    expect(one.id).not.toBe(two.id);
  });

  test('expires after 24 hours, and is deleted with its job', async () => {
    const one = await submit({ ...submission, idempotencyKey: 'e' }, services);
    services.clock.advance({ hours: 24 });
    const two = await submit({ ...submission, idempotencyKey: 'e' }, services);
    expect(two.id).not.toBe(one.id);
    await remove(two.id, caller, services);
    expect((await submit({ ...submission, idempotencyKey: 'e' }, services)).id).not.toBe(two.id);
  });

  test('of a newer job is kept when the older job is deleted', async () => {
    const fresh = await testServices();
    const one = await submit({ ...submission, idempotencyKey: 'f' }, fresh);
    fresh.clock.advance({ hours: 25 });
    const two = await submit({ ...submission, idempotencyKey: 'f' }, fresh);
    await remove(one.id, caller, fresh);
    expect((await submit({ ...submission, idempotencyKey: 'f' }, fresh)).id).toBe(two.id);
  });
});

describe('a list of jobs', () => {
  test('is paged, newest first, and contains only the jobs of the caller', async () => {
    const mine = deviceCaller('11111111-2c80-4a4e-8f0a-6d3d5c1f2e22');
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      services.clock.advance({ seconds: 1 });
      ids.unshift((await submit({ caller: mine, files: [page], steps }, services)).id);
    }
    const first = await list({ limit: 2 }, mine, services);
    const second = await list({ limit: 2, after: first.next }, mine, services);
    const third = await list({ limit: 2, after: second.next }, mine, services);
    expect([first, second, third].flatMap(({ jobs }) => jobs.map(({ id }) => id))).toEqual(ids);
    expect(third).not.toHaveProperty('next');
    expect((await list({ limit: 10, status: 'succeeded' }, mine, services)).jobs).toEqual([]);
  });
});

describe('a long poll', () => {
  test('responds when the status changes', async () => {
    const job = await submit({ caller, files: [page], steps }, services);
    const waiting = wait(job.id, { seconds: 20, until: 'ended' }, caller, services);
    await work(messageOf(job), converterThat(converts), services);
    expect(await waiting).toMatchObject({ status: 'succeeded' });
  });

  test('needs no second read if the job ends in this process while its record is read', async () => {
    const job = await submit({ caller, files: [page], steps }, services);
    let reads = 0;
    const jobs = Object.assign(Object.create(services.jobs), {
      read: async (...key: Parameters<typeof services.jobs.read>) => {
        reads++;
        const found = await services.jobs.read(...key);
        await work(messageOf(job), converterThat(converts), services);
        return found;
      },
    });
    const waited = await wait(job.id, { seconds: 20, until: 'ended' }, caller, { ...services, jobs });
    expect([waited.status, reads]).toEqual(['succeeded', 1]);
  });

  test('responds at once if the caller has too many waiting requests', async () => {
    const few = await testServices({ LONG_POLLS_PER_CALLER: '0' }, services);
    const job = await submit({ caller, files: [page], steps }, services);
    expect(await wait(job.id, { seconds: 20, until: 'changed' }, caller, few)).toMatchObject({
      status: 'queued',
    });
  });

  test('responds when the host drains', async () => {
    const host = await testServices({}, services);
    const job = await submit({ caller, files: [page], steps }, services);
    const waiting = wait(job.id, { seconds: 20, until: 'changed' }, caller, host);
    host.drain();
    expect(await waiting).toMatchObject({ status: 'queued' });
  });
});

describe('after the retention of two weeks', () => {
  test('a job is `gone` for every caller; the sweep deletes its blobs and record and keeps younger ones', async () => {
    const fresh = await testServices();
    const old = await submit({ caller, files: [page], steps }, fresh);
    await work(messageOf(old), converterThat(converts), fresh);
    fresh.clock.advance({ days: 13, hours: 23 });
    const young = await submit({ caller, files: [page], steps }, fresh);
    expect(await sweepJobs(fresh)).toMatchObject({ blobs: 0, jobs: 0 });
    expect((await findOwn(old.id, caller, fresh)).record.status).toBe('succeeded');

    fresh.clock.advance({ hours: 2 });
    for (const anyone of [caller, other]) expect(await codeOf(findOwn(old.id, anyone, fresh))).toBe('gone');
    // A blob without a record, from an interrupted submission.
    await fresh.blobs.put(blobContainerOf('default'), `${old.id}/input/9`, Buffer.from('lost'), 'text/plain');
    expect(await sweepJobs(fresh)).toMatchObject({ blobs: 3, jobs: 1 });
    expect(await fresh.jobs.read(['default', old.id], old.id)).toBeUndefined();
    expect(
      await Array.fromAsync(fresh.blobs.list(blobContainerOf('default'), folderOf(young.id))),
    ).toHaveLength(1);
    expect((await findOwn(young.id, caller, fresh)).record.status).toBe('queued');
    expect(await sweepJobs(fresh)).toEqual({ blobs: 0, jobs: 0, claims: 0 });
  });

  test('a blob that cannot be deleted does not block the others, and is retried', async () => {
    const fresh = await testServices();
    const jobs = [await submit({ caller, files: [page], steps }, fresh)];
    jobs.push(await submit({ caller, files: [page], steps }, fresh));
    fresh.clock.advance({ days: 15 });
    const stuck = inputBlob(jobs.map(({ id }) => id).toSorted()[0] ?? '', 0);
    const blobs = {
      list: fresh.blobs.list.bind(fresh.blobs),
      delete: async (container: string, name: string) => {
        if (name === stuck) throw new Error('The blob cannot be deleted.');
        return fresh.blobs.delete(container, name);
      },
    } as unknown as TestServices['blobs'];
    expect(await sweepJobs({ ...fresh, blobs })).toMatchObject({ blobs: 1, jobs: 2 });
    expect(fresh.log.lines).toContainEqual(expect.objectContaining({ level: 'error' }));
    expect(await sweepJobs(fresh)).toMatchObject({ blobs: 1 });
  });
});
