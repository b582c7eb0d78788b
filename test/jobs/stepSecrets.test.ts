import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepKinds } from '../../shared/conversion/steps.ts';
import { folderOf } from '../../shared/jobs/files.ts';
import { find } from '../../shared/jobs/find.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { view } from '../../shared/jobs/view.ts';
import { work } from '../../shared/jobs/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { pdfOf } from '../conversion/pdfs.ts';
import { toolboxOnly } from '../conversion/toolbox.ts';
import { messageOf, newDevice } from '../harness/jobs.ts';
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
  const queued = await find(job.id, caller, services);
  await work(messageOf(job), converter, services);
  const ended = await find(job.id, caller, services);
  return { job, queued: queued.record, ended: ended.record };
}

describe('passwords of steps', () => {
  test('are used, are in no record and no view, and are forgotten when the job ends', async () => {
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

  test('that are wrong are not told in the error', async () => {
    const { ended } = await done('wrong-and-secret');
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'password_wrong', retryable: false } });
    expect(JSON.stringify(ended)).not.toContain('wrong-and-secret');
    expect(inspect(services.log.lines, { depth: 9 })).not.toMatch(/wrong-and-secret|correct-horse|staple-of/);
  });

  test('are declared as secrets, whatever the step', () => {
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
