import { beforeAll, describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { getJob } from '../../functions/api/getJob.ts';
import { getResult } from '../../functions/api/getResult.ts';
import { getResultFile } from '../../functions/api/getResultFile.ts';
import { getResultFileUrl } from '../../functions/api/getResultFileUrl.ts';
import { getResultUrl } from '../../functions/api/getResultUrl.ts';
import { listResults } from '../../functions/api/listResults.ts';
import { register } from '../../shared/identity/register.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { archive } from '../../shared/jobs/work/archive.ts';
import { uniqueNames } from '../../shared/jobs/work/uniqueNames.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { converterThat } from '../harness/converters.ts';
import { deviceCaller, gives, messageOf, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';

let services: TestServices;
let token: string;
let callerId: string;
beforeAll(async () => {
  services = await testServices();
  ({ token, uuid: callerId } = await register(undefined, services));
});

/** A job that produced these files. */
async function jobOf(
  files: Parameters<typeof gives>[0],
  inputs = [page],
  fileName?: string,
): Promise<string> {
  const caller = deviceCaller(callerId);
  const job = await submit({ caller, files: inputs, steps: toPdf, fileName }, services);
  await work(messageOf(job), converterThat(gives(files)), services);
  return job.id;
}
const get = (
  endpoint: typeof getResult,
  params: Record<string, string>,
  headers: Record<string, string> = {},
) => call(endpoint, { params, services, headers: { authorization: `Bearer ${token}`, ...headers } });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

/** Names and contents of a ZIP. */
async function unzip(bytes: Buffer): Promise<[string, string][]> {
  const { promise, resolve, reject } = Promise.withResolvers<[string, string][]>();
  fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
    if (error) return reject(error);
    const entries: [string, string][] = [];
    zip.on('entry', (entry) =>
      zip.openReadStream(entry, async (failure, stream) => {
        if (failure) return reject(failure);
        entries.push([entry.fileName, Buffer.concat(await Array.fromAsync(stream)).toString()]);
        zip.readEntry();
      }),
    );
    zip.on('end', () => resolve(entries)).on('error', reject);
    zip.readEntry();
  });
  return promise;
}

const three: [string, string][] = [
  ['page-1.txt', 'one'],
  ['page-2.txt', 'two'],
  ['page-3.txt', 'three'],
];

describe('a job with several results', () => {
  test('lists them, and returns each with its own ETag', async () => {
    const id = await jobOf(three);
    const list = (await (await get(listResults, { id })).json()) as {
      results: { name: string; size: number; url: string; etag: string }[];
      archive: { name: string; contentType: string; url: string };
    };
    expect(list.results.map(({ name, size, url }) => [name, size, url])).toEqual(
      three.map(([name, text], index) => [name, text.length, `/v1/jobs/${id}/results/${index}`]),
    );
    const job = (await (await get(getJob, { id })).json()) as typeof list;
    expect(job.results).toEqual(list.results.map(({ etag: _, ...file }) => file));
    expect(new Set(list.results.map(({ etag }) => etag)).size).toBe(3);
    expect(list.archive).toMatchObject({
      name: 'page.zip',
      contentType: 'application/zip',
      url: `/v1/jobs/${id}/result`,
    });
    const second = await get(getResultFile, { id, index: '1' });
    expect(second.headers.get('etag')).toBe(list.results[1]?.etag);
    expect(second.headers.get('content-disposition')).toBe('attachment; filename=page-2.txt');
    expect(await second.text()).toBe('two');
  });

  test('names them by its fileName, and makes the names unique', async () => {
    const namesOf = async (fileName: string) => {
      const id = await jobOf(three, [page], fileName);
      const job = (await (await get(getJob, { id })).json()) as {
        fileName: string;
        results: { name: string }[];
      };
      expect(job.fileName).toBe(fileName);
      return job.results.map(({ name }) => name);
    };
    expect(await namesOf('{n} {name}')).toEqual(['1 page-1.txt', '2 page-2.txt', '3 page-3.txt']);
    expect(await namesOf('C:/letter')).toEqual(['C-letter.txt', 'C-letter (2).txt', 'C-letter (3).txt']);
  });

  test.each(['3', '-1', '00', '+1', '-0', '1.0', '1.5', '1e0', ' 1', '0x1', '١', 'one', ''])(
    'has none at the index "%s"',
    async (index) => {
      const id = await jobOf(three);
      for (const endpoint of [getResultFile, getResultFileUrl])
        expect((await get(endpoint, { id, index })).status).toBe(404);
    },
  );

  test('returns them as one ZIP that supports ranges and conditional requests', async () => {
    const id = await jobOf(three);
    const whole = await get(getResult, { id });
    const bytes = await bytesOf(whole as unknown as Response);
    expect(await unzip(bytes)).toEqual(three);
    expect(whole.headers.get('content-type')).toBe('application/zip');
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename=page.zip');
    const part = await get(getResult, { id }, { range: 'bytes=10-29' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-29/${bytes.length}`]);
    expect(await bytesOf(part as unknown as Response)).toEqual(bytes.subarray(10, 30));
    const etag = whole.headers.get('etag') ?? '';
    expect((await get(getResult, { id }, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(getResult, { id }, { 'if-range': '"x"', range: 'bytes=10-29' })).status).toBe(200);
  });

  test('returns storage URLs for the ZIP and each file', async () => {
    const id = await jobOf(three);
    const urlOf = async (answer: Promise<{ json(): Promise<unknown> }>) =>
      ((await (await answer).json()) as { url: string }).url;
    const one = await fetch(await urlOf(get(getResultFileUrl, { id, index: '2' })));
    expect([await one.text(), one.headers.get('content-disposition')]).toEqual([
      'three',
      'attachment; filename=page-3.txt',
    ]);
    const all = await fetch(await urlOf(get(getResultUrl, { id })));
    expect(await unzip(await bytesOf(all))).toEqual(three);
  });

  test('redirects to storage for a large ZIP and for each large file', async () => {
    const large = 'x'.repeat(17 * 1024 * 1024);
    const id = await jobOf([
      ['large.txt', large],
      ['small.txt', 'small'],
    ]);
    const answer = await get(getResult, { id });
    expect(answer.status).toBe(307);
    const zip = await fetch(answer.headers.get('location') ?? '');
    expect((await unzip(await bytesOf(zip))).map(([name, text]) => [name, text.length])).toEqual([
      ['large.txt', large.length],
      ['small.txt', 5],
    ]);
    expect((await get(getResultFile, { id, index: '0' })).status).toBe(307);
    expect((await get(getResultFile, { id, index: '1' })).status).toBe(200);
    const range = async (bytes: string) =>
      (await get(getResultFile, { id, index: '0' }, { range: `bytes=${bytes}` })).status;
    expect(await range(`0-${16 * 1024 ** 2 - 1}`)).toBe(206);
    expect(await range(`0-${16 * 1024 ** 2}`)).toBe(307);
  });

  test('names the ZIP after the input if there is one, with a safe file name', async () => {
    const named = { ...page, name: 'Ünïcode — 日本.html' };
    const one = await get(getResult, { id: await jobOf(three, [named]) });
    expect(one.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('Ünïcode — 日本.zip')}`,
    );
    const several = await get(getResult, { id: await jobOf(three, [page, named]) });
    expect(several.headers.get('content-disposition')).toBe('attachment; filename=results.zip');
  });
});

test('a job with one result has no ZIP', async () => {
  const id = await jobOf({ 'only.txt': 'only' });
  expect(await (await get(listResults, { id })).json()).not.toHaveProperty('archive');
  expect(await (await get(getResult, { id })).text()).toBe('only');
  expect(await (await get(getResultFile, { id, index: '0' })).text()).toBe('only');
});

describe('names of results', () => {
  test('are made unique, ignoring case', async () => {
    const names = ['a.pdf', 'A.pdf', 'a (2).pdf', 'a.pdf', 'b', 'b', '.pdf', '.pdf', '..pdf', '..pdf'];
    const unique = uniqueNames(names.map((name) => ({ name }))).map(({ name }) => name);
    expect(unique).toEqual([
      'a.pdf',
      'A (2).pdf',
      'a (2) (2).pdf',
      'a (3).pdf',
      'b',
      'b (2)',
      '.pdf',
      '(2).pdf',
      '..pdf',
      '. (2).pdf',
    ]);
    expect(new Set(unique.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test('are made safe if they look like a drive, a folder or are empty', async () => {
    const id = await jobOf([
      ['C:one.txt', 'one'],
      ['a: minutes.txt', 'two'],
      ['..', 'three'],
      ['/etc/passwd', 'four'],
      ['..\\..\\x.txt', 'five'],
      ['', 'six'],
    ]);
    const answer = await get(getResult, { id });
    expect(answer.status).toBe(200);
    expect((await unzip(Buffer.from(await answer.arrayBuffer()))).map(([name]) => name)).toEqual([
      'C_one.txt',
      'a_ minutes.txt',
      'file',
      'passwd',
      'x.txt',
      'file (2)',
    ]);
  });

  test('are unique in the record and in the ZIP', async () => {
    const id = await jobOf([
      ['same.txt', '1'],
      ['same.txt', '2'],
    ]);
    const bytes = await bytesOf((await get(getResult, { id })) as unknown as Response);
    expect(await unzip(bytes)).toEqual([
      ['same.txt', '1'],
      ['same (2).txt', '2'],
    ]);
  });
});

test('the same files give the same ZIP of the announced size', async () => {
  const files = three.map(([name, text]) => ({ name, contentType: '', bytes: Buffer.from(text) }));
  const made = new Date('2026-11-21T08:40:27Z');
  const [one, two] = await Promise.all([archive(files, made), archive(files, made)]);
  const read = async ({ open }: typeof one) => Buffer.concat(await Array.fromAsync(open()));
  expect(await read(one)).toEqual(await read(two));
  expect((await read(one)).length).toBe(one.size);
});
