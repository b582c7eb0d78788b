import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallerOf } from '../../shared/identity/authenticate.ts';
import { find } from '../../shared/jobs/find.ts';
import { remove } from '../../shared/jobs/remove.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { work } from '../../shared/jobs/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { type BegunUpload, beginUpload } from '../../shared/uploads/beginUpload.ts';
import { findUpload, listUploads } from '../../shared/uploads/findUpload.ts';
import { removeUpload } from '../../shared/uploads/removeUpload.ts';
import { sweepUploads } from '../../shared/uploads/sweepUploads.ts';
import { takeUpload } from '../../shared/uploads/takeUpload.ts';
import { uploadBlob } from '../../shared/uploads/upload.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { codeOf, messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

const container = blobContainerOf('default');
const { name } = page;

let services: TestServices;
let caller: CallerOf<'device'>;
beforeAll(async () => {
  services = await testServices({ MAXIMUM_UPLOADS: '3', MAXIMUM_UPLOAD_BYTES: '100' });
});
beforeEach(() => {
  caller = newDevice();
});

const begin = () => beginUpload({ name }, caller, services);
/** Uploads as a client does, with nothing but the URL. */
const put = (url: string, bytes: Uint8Array = page.bytes) =>
  fetch(url, {
    method: 'PUT',
    headers: { 'x-ms-blob-type': 'BlockBlob' },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
async function uploaded(bytes?: Uint8Array): Promise<BegunUpload> {
  const upload = await begin();
  expect((await put(upload.url, bytes)).status).toBe(201);
  return upload;
}
const submitted = (upload: string, more: object = {}) =>
  submit({ caller, files: [], sources: [{ upload }], steps: toPdf, ...more }, services);
const blob = (id: string) => services.blobs.get(container, uploadBlob(id));

describe('the URL of an upload', () => {
  test('creates and writes its one blob, and neither reads nor deletes', async () => {
    const { url, id } = await uploaded();
    expect(await blob(id)).toEqual(page.bytes);
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    const elsewhere = url.replace(id, '01a1fd43-95f9-70c9-a351-0cbd4e465ce7');
    expect((await put(elsewhere)).status).toBe(403);
  });

  test('is valid for 15 minutes', async () => {
    const { url, expiresAt } = await begin();
    expect(new URL(url).searchParams.get('sp')).toBe('cw');
    const until = Date.parse(new URL(url).searchParams.get('se') ?? '');
    expect(until).toBe(Math.floor(Date.parse(expiresAt) / 1000) * 1000);
    expect(Date.parse(expiresAt) - services.clock.now().getTime()).toBe(15 * 60_000);
  });
});

describe('an upload whose client leased it', () => {
  // Who may write a blob may lease it, for ever.
  const lease = (url: string) =>
    fetch(`${url}&comp=lease`, {
      method: 'PUT',
      headers: { 'x-ms-lease-action': 'acquire', 'x-ms-lease-duration': '-1' },
    });

  test('is deleted all the same, by itself, with its job and by the sweep', async () => {
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

describe('an upload that its client put into the archive', () => {
  // Who may write a blob may set its tier, too.
  const archive = async ({ url }: BegunUpload) => {
    const headers = { 'x-ms-access-tier': 'Archive' };
    expect((await fetch(`${url}&comp=tier`, { method: 'PUT', headers })).status).toBe(200);
  };

  test('is refused', async () => {
    const upload = await uploaded();
    await archive(upload);
    expect(await codeOf(submitted(upload.id))).toBe('upload_unreadable');
    await removeUpload(upload.id, caller, services);
    expect(await blob(upload.id)).toBeUndefined();
  });

  test('after the job was submitted fails it at once', async () => {
    const upload = await uploaded();
    const job = await submitted(upload.id);
    await archive(upload);
    await work(messageOf(job), converterThat(converts), services);
    expect((await find(job.id, caller, services)).record).toMatchObject({
      status: 'failed',
      attempt: 1,
      error: { code: 'upload_unreadable', retryable: false },
    });
  });
});

describe('a job of an upload', () => {
  test('is converted from it, and the upload is no other job’s any more', async () => {
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
    expect((await find(job.id, caller, services)).record.status).toBe('succeeded');
  });

  test('does not see what is uploaded after it was submitted', async () => {
    const { id, url } = await uploaded();
    const job = await submitted(id);
    expect((await put(url, Buffer.from('<!doctype html>Something else'))).status).toBe(201);
    const converter = converterThat(converts);
    await work(messageOf(job), converter, services);
    expect(converter.calls).toBe(0);
    expect((await find(job.id, caller, services)).record).toMatchObject({
      status: 'failed',
      error: { code: 'upload_changed', retryable: false },
    });
  });

  test('is refused while nothing is there, and can be submitted when it is', async () => {
    const { id, url } = await begin();
    expect(await codeOf(submitted(id))).toBe('upload_missing');
    await put(url);
    expect(await submitted(id)).toMatchObject({ status: 'queued' });
  });

  test('is refused when it is empty or too large', async () => {
    expect(await codeOf(submitted((await uploaded(Buffer.alloc(0))).id))).toBe('empty_file');
    expect(await codeOf(submitted((await uploaded(Buffer.alloc(101, 'x'))).id))).toBe('body_too_large');
  });

  test('whose content is not what its name says fails as it would have been refused', async () => {
    const { id } = await uploaded(Buffer.from('just words'));
    const job = await submitted(id, { sources: [{ upload: id, name: 'letter.docx' }] });
    await work(messageOf(job), converterThat(converts), services);
    expect((await find(job.id, caller, services)).record).toMatchObject({
      status: 'failed',
      error: { code: 'type_mismatch' },
    });
  });

  test('is its caller’s alone', async () => {
    const { id } = await uploaded();
    const other = newDevice();
    expect(await codeOf(submitted(id, { caller: other }))).toBe('not_found');
    for (const forbidden of [findUpload, removeUpload])
      expect(await codeOf(forbidden(id, other, services))).toBe('not_found');
    expect(await listUploads(other, services)).toEqual([]);
  });

  test('is one of several that want it at once', async () => {
    const { id } = await uploaded();
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => submitted(id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is the same job for the same Idempotency-Key, one after the other and at once', async () => {
    const one = await uploaded();
    const first = await submitted(one.id, { idempotencyKey: 'a' });
    expect((await submitted(one.id, { idempotencyKey: 'a' })).id).toBe(first.id);
    const two = await uploaded();
    expect(await codeOf(submitted(two.id, { idempotencyKey: 'a' }))).toBe('idempotency_key_reused');
    const atOnce = await Promise.all([1, 2, 3, 4].map(() => submitted(two.id, { idempotencyKey: 'b' })));
    expect(new Set(atOnce.map(({ id }) => id)).size).toBe(1);
  });

  test('takes all its uploads or none', async () => {
    const [one, two] = [await uploaded(), await uploaded()];
    await takeUpload(two.id, '01a1fd43-95f9-70c9-a351-0cbd4e465ce7', caller, services);
    const sources = [{ upload: one.id }, { upload: two.id }];
    expect(await codeOf(submitted('', { sources }))).toBe('conflict');
    expect(await submitted(one.id)).toMatchObject({ status: 'queued' });
  });

  test('deletes it when it is deleted', async () => {
    const { id } = await uploaded();
    const job = await submitted(id);
    expect(await blob(id)).toBeDefined();
    await remove(job.id, caller, services);
    expect(await blob(id)).toBeUndefined();
    expect(await listUploads(caller, services)).toEqual([]);
  });

  test('is swept when it is written again after the job was deleted', async () => {
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
  test('are limited, however many ask at once; a deleted one makes room when its URL has expired', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, begin));
    const begun = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(begun).toHaveLength(3);
    expect(new Set(refused)).toEqual(new Set(['too_many_uploads']));
    expect(await listUploads(caller, services)).toHaveLength(3);
    const [first] = begun;
    if (!first) throw new Error('None was begun.');
    await removeUpload(first.id, caller, services);
    expect(await listUploads(caller, services)).toHaveLength(2);
    expect(await codeOf(findUpload(first.id, caller, services))).toBe('not_found');
    expect(await codeOf(takeUpload(first.id, 'a job', caller, services))).toBe('conflict');
    expect(await codeOf(begin())).toBe('too_many_uploads');
    // Whoever keeps the URL can still write there; it is swept all the same.
    expect((await put(first.url)).status).toBe(201);
    const later = await testServices({ MAXIMUM_UPLOADS: '3' }, { tenant: services.tenant });
    later.clock.advance({ minutes: 31 });
    expect(await beginUpload({ name }, caller, later)).toMatchObject({ name });
    expect(await blob(first.id)).toBeUndefined();
  });

  test('are each device’s own', async () => {
    for (let count = 0; count < 3; count++) await begin();
    expect(await beginUpload({ name }, newDevice(), services)).toMatchObject({ name });
  });

  test('are counted once, whatever is done with them at once', async () => {
    const { id } = await begin();
    await Promise.allSettled([1, 2, 3].map(() => removeUpload(id, caller, services)));
    expect((await services.uploads.read([caller.deviceId], caller.deviceId))?.record).toMatchObject({
      count: 1,
      uploads: { [id]: { deleted: true } },
    });
  });
});

describe('an abandoned upload', () => {
  test('is swept when no job can name it any more, and makes room before', async () => {
    const fresh = await testServices({ MAXIMUM_UPLOADS: '1' });
    const upload = await beginUpload({ name }, caller, fresh);
    await put(upload.url);
    fresh.clock.advance({ minutes: 61 });
    const late = submit({ caller, files: [], sources: [{ upload: upload.id }], steps: toPdf }, fresh);
    expect(await codeOf(late)).toBe('not_found');
    expect(await sweepUploads(fresh)).toBe(0);
    fresh.clock.advance({ minutes: 15 });
    // The limit itself clears what is abandoned.
    const next = await beginUpload({ name }, caller, fresh);
    expect(await fresh.blobs.get(container, uploadBlob(upload.id))).toBeUndefined();
    await fresh.blobs.put(container, uploadBlob(next.id), page.bytes, 'text/html');
    fresh.clock.advance({ minutes: 76 });
    expect(await sweepUploads(fresh)).toBe(1);
    expect(await fresh.blobs.get(container, uploadBlob(next.id))).toBeUndefined();
    expect(await sweepUploads(fresh)).toBe(0);
  });

  test('of a submission that died goes; of a job that was made it stays', async () => {
    const fresh = await testServices();
    const ids: string[] = [];
    for (const made of [true, false]) {
      const upload = await beginUpload({ name }, caller, fresh);
      await put(upload.url);
      const sources = [{ upload: upload.id }];
      const job = await submit({ caller, files: [], sources, steps: toPdf }, fresh);
      // What a submission leaves that dies before its job is made, or right after.
      const { id: _, url: __, ...noted } = upload;
      await fresh.uploads.patch([caller.deviceId], caller.deviceId, [
        { op: 'set', path: `/uploads/${upload.id}`, value: { ...noted, jobId: job.id } },
        { op: 'incr', path: '/count', value: 1 },
      ]);
      if (!made) await fresh.jobs.delete(['default', job.id], job.id);
      ids.push(upload.id);
    }
    fresh.clock.advance({ minutes: 76 });
    expect(await sweepUploads(fresh)).toBe(2);
    const [kept, gone] = await Promise.all(ids.map((id) => fresh.blobs.get(container, uploadBlob(id))));
    expect([kept?.length, gone]).toEqual([page.bytes.length, undefined]);
  });
});
