import { beforeAll, expect, test } from 'vitest';
import type { ConveyorError } from '../../shared/errors.ts';
import { revokeSigningKey } from '../../shared/exposure/export/revokeSigningKey.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { resendNotification } from '../../shared/jobs/notifications/resendNotification.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { acquireLease, requeue } from '../../shared/jobs/work/lease.ts';
import type { Services } from '../../shared/services.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';
import { region, signingKey } from '../exposure/export/exportFixtures.ts';
import { newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';

// The cost and the error of operations that lose every conditional write to another writer.

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});

/** Services whose every write to a container is preceded by a write of another app, and the list of their calls. */
function alwaysLate(name: 'jobs' | 'webhookSecrets' | 'regions') {
  const calls: string[] = [];
  const records = services[name];
  const late = new Proxy(records, {
    get(target, method: 'read' | 'replace' | 'patch') {
      const value: unknown = Reflect.get(target, method, target);
      if (typeof value !== 'function') return value;
      return async (partition: string[], record: string | { id: string }, ...others: unknown[]) => {
        calls.push(method);
        const id = typeof record === 'string' ? record : record.id;
        if (method !== 'read') await records.patch(partition, id, [{ op: 'incr', path: '/late', value: 1 }]);
        return value.call(target, partition, record, ...others);
      };
    },
  });
  return { services: { ...services, [name]: late } as Services, calls };
}

const newJob = async () => {
  const caller = newDevice();
  const job = await submit({ caller, files: [page], steps: toPdf }, services);
  return { caller, job };
};

type Run = (late: Services) => Promise<unknown>;

const operations: Record<
  string,
  {
    container: 'jobs' | 'webhookSecrets' | 'regions';
    write: string;
    headers: object;
    run: () => Promise<Run>;
  }
> = {
  'the cancellation of a job': {
    container: 'jobs',
    write: 'replace',
    headers: {},
    run: async () => {
      const { caller, job } = await newJob();
      return (late) => cancel(job.id, caller, late);
    },
  },
  'the resending of a webhook': {
    container: 'jobs',
    write: 'patch',
    headers: {},
    run: async () => {
      const { caller, job } = await newJob();
      const value = 'https://hooks.example/';
      await services.jobs.patch(['default', job.id], job.id, [{ op: 'set', path: '/callbackUrl', value }]);
      await cancel(job.id, caller, services);
      // While the first attempt is due, there is nothing to resend.
      await services.jobs.patch(['default', job.id], job.id, [{ op: 'remove', path: '/notification' }]);
      return (late) => resendNotification(job.id, caller, late);
    },
  },
  'the rotation of a webhook secret': {
    container: 'webhookSecrets',
    write: 'replace',
    headers: { 'retry-after': '1' },
    run: async () => {
      const caller = newDevice();
      await rotateSecret(caller, services);
      return (late) => rotateSecret(caller, late);
    },
  },
  'the revocation of a signing key': {
    container: 'regions',
    write: 'replace',
    headers: {},
    run: async () => {
      const { id } = await region(services, { signingKeys: [signingKey('v1'), signingKey('v2')] });
      return (late) => revokeSigningKey(id, 'v1', late);
    },
  },
};

test.each(Object.entries(operations))('%s gives up after five writes', async (_, operation) => {
  const run = await operation.run();
  const late = alwaysLate(operation.container);
  const failed = await run(late.services).then(
    () => undefined,
    (error: ConveyorError) => error,
  );
  expect(failed).toMatchObject({ code: 'unavailable', headers: operation.headers });
  expect(late.calls).toEqual(Array.from({ length: 5 }, () => ['read', operation.write]).flat());
});

test('the release of a lease gives up after five writes and leaves the job to the reconciliation', async () => {
  const { job } = await newJob();
  const held = await acquireLease(job, services);
  if ('refused' in held) throw new Error('The job was refused.');
  const late = alwaysLate('jobs');
  await services.jobs.patch(['default', job.id], job.id, [{ op: 'incr', path: '/late', value: 1 }]);
  expect(await requeue(held, 'failed', late.services)).toBe(false);
  expect(late.calls).toEqual(Array.from({ length: 5 }, () => ['replace', 'read']).flat());
});
