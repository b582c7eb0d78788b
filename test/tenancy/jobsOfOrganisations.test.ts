import { beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../functions/admin/audit/listAudit.ts';
import { cancelAnyJob } from '../../functions/admin/jobs/cancelAnyJob.ts';
import { findJobs } from '../../functions/admin/jobs/findJobs.ts';
import { getAnyJob } from '../../functions/admin/jobs/getAnyJob.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type CredentialTests, credentialTests } from '../identity/credentialTests.ts';

let tests: CredentialTests;
const jobs: Record<string, JobRecord> = {};
beforeAll(async () => {
  tests = await credentialTests('acme', 'other');
  const { services } = tests;
  for (const [name, organisationId] of [
    ['waiting', 'acme'],
    ['done', 'acme'],
    ['foreign', 'other'],
  ] as const) {
    services.clock.advance({ seconds: 10 });
    const caller = { ...newDevice(), organisationId };
    jobs[name] = await submit({ caller, files: [page], steps: toPdf }, services);
  }
  await work(messageOf(jobs.done as JobRecord), converterThat(converts), services);
});

const find = async (query: string) => {
  const { jobs: found } = await tests.ok<{ jobs: { id: string }[] }>(findJobs, {
    as: tests.operator,
    path: `/v1/admin/jobs?${query}`,
  });
  return found.map(({ id }) => Object.keys(jobs).find((name) => jobs[name]?.id === id));
};

test('jobs of all organisations are found, newest first, by each filter', async () => {
  expect(await find('')).toEqual(['foreign', 'done', 'waiting']);
  expect(await find('organisation=acme')).toEqual(['done', 'waiting']);
  expect(await find('organisation=acme&sort=id')).toEqual(['waiting', 'done']);
  expect(await find('status=succeeded')).toEqual(['done']);
  expect(await find(`caller=${jobs.waiting?.callerId}`)).toEqual(['waiting']);
  expect(await find('code=timed_out')).toEqual([]);
  expect(await find(`from=${jobs.foreign?.createdAt}`)).toEqual(['foreign']);
  expect(await find(`to=${jobs.done?.createdAt}`)).toEqual(['waiting']);
});

test('a job is read by its id alone', async () => {
  const { id = '' } = jobs.foreign ?? {};
  expect(await tests.answer(getAnyJob, { as: tests.operator, params: { id } })).toMatchObject({
    status: 200,
    body: { id, organisationId: 'other', attempt: 0 },
  });
  for (const unknown of ['none', id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))])
    expect((await tests.answer(getAnyJob, { as: tests.operator, params: { id: unknown } })).status).toBe(404);
});

test('a job is cancelled in its organisation only, once, and the audit log says so', async () => {
  const { id = '' } = jobs.waiting ?? {};
  const cancel = (organisation: string, job = id) => {
    // Entries of the same moment have no order.
    tests.services.clock.advance({ seconds: 1 });
    return tests.answer(cancelAnyJob, { as: tests.operator, params: { organisation, id: job } });
  };
  expect((await cancel('other')).status).toBe(404);
  expect(await cancel('acme')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  expect((await cancel('acme')).status).toBe(200);
  expect((await cancel('acme', jobs.done?.id)).status).toBe(409);
  const { body } = await tests.answer(listAudit, {
    as: tests.operator,
    path: '/?subject=acme&action=cancelAnyJob&sort=id',
  });
  expect(body?.entries).toMatchObject([
    { outcome: 'succeeded', before: { status: 'queued' }, after: { status: 'cancelled' } },
    { outcome: 'succeeded', before: { status: 'cancelled' } },
    { outcome: 'failed', code: 'conflict' },
  ]);
});
