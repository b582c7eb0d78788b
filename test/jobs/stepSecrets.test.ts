import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepKinds } from '../../shared/conversion/steps/steps.ts';
import { folderOf } from '../../shared/jobs/files.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { view } from '../../shared/jobs/view.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { pdfOf } from '../conversion/pdfs.ts';
import { toolboxOnly } from '../conversion/toolbox.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

const first = 'correct-horse-battery';
const second = 'staple-of-the-owner';
const { converter, one } = toolboxOnly();
let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});
afterAll(() => converter.close());

async function done(password: string) {
  const caller = newDevice();
  const file = await one(await pdfOf(['Secret']), { type: 'encrypt', userPassword: first });
  const steps = [
    { type: 'decrypt' as const, password },
    { type: 'encrypt' as const, userPassword: second },
  ];
  const job = await submit({ caller, files: [file], steps }, services);
  const queued = await findOwn(job.id, caller, services);
  await work(messageOf(job), converter, services);
  const ended = await findOwn(job.id, caller, services);
  return { job, queued: queued.record, ended: ended.record };
}

describe('passwords of steps', () => {
  test('are used, appear in no record or view, and are deleted when the job ends', async () => {
    const { job, queued, ended } = await done(first);
    expect(ended).toMatchObject({ status: 'succeeded', steps: [{ type: 'decrypt' }, { type: 'encrypt' }] });
    const shown = JSON.stringify([job, queued, ended, view(queued), view(ended)]);
    expect(shown).not.toMatch(/correct-horse|staple-of/);
    expect(view(ended).steps).toMatchObject([{ password: '********' }, { userPassword: '********' }]);
    const container = blobContainerOf(ended.organisationId);
    for await (const name of services.blobs.list(container, folderOf(job.id))) {
      const bytes = await services.blobs.get(container, name);
      expect(Buffer.from(bytes ?? []).toString('latin1'), name).not.toMatch(/correct-horse|staple-of/);
    }
  });

  test('are not shown in the error if they are wrong', async () => {
    const { ended } = await done('wrong-and-secret');
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'password_wrong', retryable: false } });
    expect(JSON.stringify(ended)).not.toContain('wrong-and-secret');
    expect(inspect(services.log.lines, { depth: 9 })).not.toMatch(/wrong-and-secret|correct-horse|staple-of/);
  });

  describe('of two concurrent identical requests', () => {
    const request = () => ({
      caller: newDevice(),
      files: [page],
      steps: [...toPdf, { type: 'encrypt' as const, userPassword: second }],
      idempotencyKey: 'twice',
    });
    /** Services of the second request: its steps are written only after `first` has completed. */
    const later = (first: () => Promise<unknown>, jobs = services.jobs): TestServices => {
      const put: TestServices['blobs']['put'] = async (container, name, ...rest) => {
        if (name.endsWith('/steps')) await first();
        await services.blobs.put(container, name, ...rest);
      };
      const blobs = Object.assign(Object.create(null), {
        put,
        delete: services.blobs.delete.bind(services.blobs),
        deleteAll: services.blobs.deleteAll.bind(services.blobs),
      });
      return { ...services, blobs, jobs };
    };
    const blobsOf = (id: string) =>
      Array.fromAsync(services.blobs.list(blobContainerOf('default'), folderOf(id)));

    test('are deleted if they were written after the job had ended', async () => {
      const twice = request();
      const done = async () =>
        work(messageOf(await submit(twice, services)), converterThat(converts), services);
      const job = await submit(twice, later(done));
      expect(job).toMatchObject({ status: 'succeeded', stepsInBlob: true });
      expect(await blobsOf(job.id)).toEqual([`${job.id}/1/0`, `${job.id}/input/0`]);
    });

    test('are kept while the job has not ended', async () => {
      const twice = request();
      const job = await submit(
        twice,
        later(() => submit(twice, services)),
      );
      expect(await blobsOf(job.id)).toEqual([`${job.id}/input/0`, `${job.id}/steps`]);
      await work(messageOf(job), converterThat(converts), services);
      expect(await blobsOf(job.id)).toEqual([`${job.id}/1/0`, `${job.id}/input/0`]);
    });

    test('are deleted with all other blobs if the job was deleted', async () => {
      const twice = request();
      let id = '';
      const jobs = Object.assign(Object.create(null), {
        read: services.jobs.read.bind(services.jobs),
        // The record is deleted last, so the files of the first request were deleted before these were written.
        create: async (job: JobRecord) => {
          const created = await services.jobs.create(job);
          await services.jobs.delete(['default', id], id);
          return created;
        },
      });
      const first = async () => {
        ({ id } = await submit(twice, services));
      };
      await expect(submit(twice, later(first, jobs))).rejects.toThrow('deleted during its submission');
      expect(await blobsOf(id)).toEqual([]);
    });
  });

  test('are declared as secrets in every step kind', () => {
    for (const kind of Object.values(stepKinds)) {
      const secrets: readonly string[] = 'secrets' in kind ? kind.secrets : [];
      const options = Object.keys(kind.options.shape).filter((name) =>
        /password|secret|cookie|header/i.test(name),
      );
      expect(
        options.filter((name) => !secrets.includes(name) && !/Template$/.test(name)),
        kind.type,
      ).toEqual([]);
    }
  });
});
