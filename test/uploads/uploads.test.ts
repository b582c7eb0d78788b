import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { type BegunUpload, beginUpload } from '../../shared/uploads/beginUpload.ts';
import { findUpload, listUploads } from '../../shared/uploads/findUpload.ts';
import { removeUpload } from '../../shared/uploads/removeUpload.ts';
import { sweepUploads } from '../../shared/uploads/sweepUploads.ts';
import { takeUpload } from '../../shared/uploads/takeUpload.ts';
import { uploadBlob, uploadsOf } from '../../shared/uploads/upload.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { codeOf, messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

const container = blobContainerOf('default');
const { name } = page;

let services: TestServices;
let caller: TenantCaller;
beforeAll(async () => {
  services = await testServices({ MAXIMUM_UPLOADS: '3', MAXIMUM_UPLOAD_BYTES: '100' });
});
beforeEach(() => {
  caller = newDevice();
});

const create = () => beginUpload({ name }, caller, services);
/** Uploads as a client does, with only the URL. */
const put = (url: string, bytes: Uint8Array = page.bytes) =>
  fetch(url, {
    method: 'PUT',
    headers: { 'x-ms-blob-type': 'BlockBlob' },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
async function uploaded(bytes?: Uint8Array): Promise<BegunUpload> {
  const upload = await create();
  expect((await put(upload.url, bytes)).status).toBe(201);
  return upload;
}
const submitted = (upload: string, more: object = {}) =>
  submit({ caller, files: [], sources: [{ upload }], steps: toPdf, ...more }, services);
const blob = (id: string) => services.blobs.get(container, uploadBlob(id));

describe('the URL of an upload', () => {
  test('can create and write its blob, but not read or delete it', async () => {
    const { url, id } = await uploaded();
    expect(await blob(id)).toEqual(page.bytes);
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    const elsewhere = url.replace(id, '01a1fd43-95f9-70c9-a351-0cbd4e465ce7');
    expect((await put(elsewhere)).status).toBe(403);
  });

  test('is valid for 15 minutes', async () => {
    const { url, expiresAt } = await create();
    expect(new URL(url).searchParams.get('sp')).toBe('cw');
    const until = Date.parse(new URL(url).searchParams.get('se') ?? '');
    expect(until).toBe(Math.floor(Date.parse(expiresAt) / 1000) * 1000);
    expect(Date.parse(expiresAt) - services.clock.now().getTime()).toBe(15 * 60_000);
  });
});

describe('an upload with a lease from its client', () => {
  // Write permission on a blob includes an infinite lease.
  const lease = (url: string) =>
    fetch(`${url}&comp=lease`, {
      method: 'PUT',
      headers: { 'x-ms-lease-action': 'acquire', 'x-ms-lease-duration': '-1' },
    });

  test('is deleted on request, with its job and by the sweep', async () => {
    const [deleted, used, abandoned] = [await uploaded(), await uploaded(), await uploaded()];
    for (const { url } of [deleted, used, abandoned]) expect((await lease(url)).status).toBe(201);
    await removeUpload(deleted.id, caller, services);
    await remove((await submitted(used.id)).id, caller, services);
    const later = await testServices({}, { tenant: services.tenant });
    later.clock.advance({ minutes: 76 });
    await sweepUploads(later);
    for (const { id } of [deleted, used, abandoned]) expect(await blob(id)).toBeUndefined();
  });
});

describe('an upload that its client moved to the archive tier', () => {
  // Write permission on a blob includes setting its tier.
  const archive = async ({ url }: BegunUpload) => {
    const headers = { 'x-ms-access-tier': 'Archive' };
    expect((await fetch(`${url}&comp=tier`, { method: 'PUT', headers })).status).toBe(200);
  };

  test('is rejected', async () => {
    const upload = await uploaded();
    await archive(upload);
    expect(await codeOf(submitted(upload.id))).toBe('upload_unreadable');
    await removeUpload(upload.id, caller, services);
    expect(await blob(upload.id)).toBeUndefined();
  });

  test('after submission fails the job at once', async () => {
    const upload = await uploaded();
    const job = await submitted(upload.id);
    await archive(upload);
    await work(messageOf(job), converterThat(converts), services);
    expect((await findOwn(job.id, caller, services)).record).toMatchObject({
      status: 'failed',
      attempt: 1,
      error: { code: 'upload_unreadable', retryable: false },
    });
  });
});

describe('a job with an upload', () => {
  test('converts it, and no other job can use the upload', async () => {
    const { id } = await uploaded();
    const job = await submitted(id);
    expect(job.inputs).toMatchObject([{ name, contentType: 'text/html', size: page.bytes.length }]);
    expect(await listUploads(caller, services)).toEqual([]);
    expect(await codeOf(submitted(id))).toBe('not_found');
    let seen: unknown;
    const converter = converterThat((input) => {
      seen = input.files;
      return converts(input);
    });
    await work(messageOf(job), converter, services);
    expect(seen).toEqual([page]);
    expect((await findOwn(job.id, caller, services)).record.status).toBe('succeeded');
  });

  test('fails if the upload is overwritten after submission', async () => {
    const { id, url } = await uploaded();
    const job = await submitted(id);
    expect((await put(url, Buffer.from('<!doctype html>Something else'))).status).toBe(201);
    const converter = converterThat(converts);
    await work(messageOf(job), converter, services);
    expect(converter.calls).toBe(0);
    expect((await findOwn(job.id, caller, services)).record).toMatchObject({
      status: 'failed',
      error: { code: 'upload_changed', retryable: false },
    });
  });

  test('is rejected until the file is uploaded', async () => {
    const { id, url } = await create();
    expect(await codeOf(submitted(id))).toBe('upload_missing');
    await put(url);
    expect(await submitted(id)).toMatchObject({ status: 'queued' });
  });

  test('is rejected if the upload is empty or too large', async () => {
    expect(await codeOf(submitted((await uploaded(Buffer.alloc(0))).id))).toBe('empty_file');
    expect(await codeOf(submitted((await uploaded(Buffer.alloc(101, 'x'))).id))).toBe('body_too_large');
  });

  test('fails with `type_mismatch` if the content does not match the name', async () => {
    const { id } = await uploaded(Buffer.from('just words'));
    const job = await submitted(id, { sources: [{ upload: id, name: 'letter.docx' }] });
    await work(messageOf(job), converterThat(converts), services);
    expect((await findOwn(job.id, caller, services)).record).toMatchObject({
      status: 'failed',
      error: { code: 'type_mismatch' },
    });
  });

  test('cannot use the upload of another caller', async () => {
    const { id } = await uploaded();
    const other = newDevice();
    expect(await codeOf(submitted(id, { caller: other }))).toBe('not_found');
    for (const forbidden of [findUpload, removeUpload])
      expect(await codeOf(forbidden(id, other, services))).toBe('not_found');
    expect(await listUploads(other, services)).toEqual([]);
  });

  test('is the only one of several concurrent jobs that gets the upload', async () => {
    const { id } = await uploaded();
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => submitted(id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is the same job for sequential and concurrent requests with the same Idempotency-Key', async () => {
    const one = await uploaded();
    const first = await submitted(one.id, { idempotencyKey: 'a' });
    expect((await submitted(one.id, { idempotencyKey: 'a' })).id).toBe(first.id);
    const two = await uploaded();
    expect(await codeOf(submitted(two.id, { idempotencyKey: 'a' }))).toBe('idempotency_key_reused');
    const concurrency = await Promise.all([1, 2, 3, 4].map(() => submitted(two.id, { idempotencyKey: 'b' })));
    expect(new Set(concurrency.map(({ id }) => id)).size).toBe(1);
  });

  test('takes all its uploads or none', async () => {
    const [one, two] = [await uploaded(), await uploaded()];
    await takeUpload(two.id, '01a1fd43-95f9-70c9-a351-0cbd4e465ce7', caller, services);
    const sources = [{ upload: one.id }, { upload: two.id }];
    expect(await codeOf(submitted('', { sources }))).toBe('conflict');
    expect(await submitted(one.id)).toMatchObject({ status: 'queued' });
  });

  test('deletes the upload when the job is deleted', async () => {
    const { id } = await uploaded();
    const job = await submitted(id);
    expect(await blob(id)).toBeDefined();
    await remove(job.id, caller, services);
    expect(await blob(id)).toBeUndefined();
    expect(await listUploads(caller, services)).toEqual([]);
  });

  test('leaves an upload that is written after the deletion to the sweep', async () => {
    const { id, url } = await uploaded();
    await remove((await submitted(id)).id, caller, services);
    expect((await put(url)).status).toBe(201);
    const later = await testServices({}, { tenant: services.tenant });
    later.clock.advance({ minutes: 31 });
    expect(await sweepUploads(later)).toBeGreaterThan(0);
    expect(await blob(id)).toBeUndefined();
  });
});

describe('outstanding uploads', () => {
  test('are limited under concurrent requests; a deleted one counts until its URL expires', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, create));
    const created = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(created).toHaveLength(3);
    expect(new Set(refused)).toEqual(new Set(['too_many_uploads']));
    expect(await listUploads(caller, services)).toHaveLength(3);
    const [first] = created;
    if (!first) throw new Error('No upload was created.');
    await removeUpload(first.id, caller, services);
    expect(await listUploads(caller, services)).toHaveLength(2);
    expect(await codeOf(findUpload(first.id, caller, services))).toBe('not_found');
    expect(await codeOf(takeUpload(first.id, 'a job', caller, services))).toBe('conflict');
    expect(await codeOf(create())).toBe('too_many_uploads');
    // The URL can still write; the sweep deletes the blob.
    expect((await put(first.url)).status).toBe(201);
    const later = await testServices({ MAXIMUM_UPLOADS: '3' }, { tenant: services.tenant });
    later.clock.advance({ minutes: 31 });
    expect(await beginUpload({ name }, caller, later)).toMatchObject({ name });
    expect(await blob(first.id)).toBeUndefined();
  });

  test('are limited per device', async () => {
    for (let count = 0; count < 3; count++) await create();
    expect(await beginUpload({ name }, newDevice(), services)).toMatchObject({ name });
  });

  test('are counted once under concurrent deletions', async () => {
    const { id } = await create();
    await Promise.allSettled([1, 2, 3].map(() => removeUpload(id, caller, services)));
    expect((await services.uploads.read(uploadsOf(caller), caller.callerId))?.record).toMatchObject({
      count: 1,
      uploads: { [id]: { deleted: true } },
    });
  });
});

describe('an abandoned upload', () => {
  test('is deleted by the sweep when no job can use it, and earlier if the limit is reached', async () => {
    const fresh = await testServices({ MAXIMUM_UPLOADS: '1' });
    const upload = await beginUpload({ name }, caller, fresh);
    await put(upload.url);
    fresh.clock.advance({ minutes: 61 });
    const late = submit({ caller, files: [], sources: [{ upload: upload.id }], steps: toPdf }, fresh);
    expect(await codeOf(late)).toBe('not_found');
    expect(await sweepUploads(fresh)).toBe(0);
    fresh.clock.advance({ minutes: 15 });
    // Reaching the limit deletes abandoned uploads.
    const next = await beginUpload({ name }, caller, fresh);
    expect(await fresh.blobs.get(container, uploadBlob(upload.id))).toBeUndefined();
    await fresh.blobs.put(container, uploadBlob(next.id), page.bytes, 'text/html');
    fresh.clock.advance({ minutes: 76 });
    expect(await sweepUploads(fresh)).toBe(1);
    expect(await fresh.blobs.get(container, uploadBlob(next.id))).toBeUndefined();
    expect(await sweepUploads(fresh)).toBe(0);
  });

  test('of an interrupted submission is deleted; that of a created job is kept', async () => {
    const fresh = await testServices();
    const ids: string[] = [];
    for (const jobCreated of [true, false]) {
      const upload = await beginUpload({ name }, caller, fresh);
      await put(upload.url);
      const sources = [{ upload: upload.id }];
      const job = await submit({ caller, files: [], sources, steps: toPdf }, fresh);
      // The state after a submission died before its job was created, or right after.
      const { id: _, url: __, ...noted } = upload;
      await fresh.uploads.patch(uploadsOf(caller), caller.callerId, [
        { op: 'set', path: `/uploads/${upload.id}`, value: { ...noted, jobId: job.id } },
        { op: 'incr', path: '/count', value: 1 },
      ]);
      if (!jobCreated) await fresh.jobs.delete(['default', job.id], job.id);
      ids.push(upload.id);
    }
    fresh.clock.advance({ minutes: 76 });
    expect(await sweepUploads(fresh)).toBe(2);
    const [kept, deleted] = await Promise.all(ids.map((id) => fresh.blobs.get(container, uploadBlob(id))));
    expect([kept?.length, deleted]).toEqual([page.bytes.length, undefined]);
  });
});
