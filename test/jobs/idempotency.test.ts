import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { JobRecord } from '../../shared/jobs/record.ts';
import type { IdempotencyClaim } from '../../shared/jobs/submission/idempotencyClaim.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { codeOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { rotate } from '../harness/rotate.ts';
import { type TestServices, testServices } from '../harness/services.ts';

// A claim is kept for a day and must not reveal the request: from a plain hash, a password in it could be guessed.

let services: TestServices;
beforeAll(async () => {
  services = await testServices({ KEY_VAULT_REFRESH_SECONDS: '60' });
});

/** A request with a secret, from a new caller. */
const newRequest = () => ({
  caller: newDevice(),
  files: [page],
  steps: [...toPdf, { type: 'encrypt' as const, userPassword: 'pin 1234' }],
  idempotencyKey: 'a key',
});
const other = { files: [{ ...page, name: 'other.html' }] };

/** The hash that the previous version stored: each part is prefixed with its length. */
function plainHash({ steps, files }: ReturnType<typeof newRequest>): string {
  const hash = createHash('sha256');
  for (const part of [JSON.stringify(steps), ...files.flatMap(({ name, bytes }) => [name, bytes])])
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

async function claimOf({ idempotencyId = '' }: JobRecord): Promise<IdempotencyClaim> {
  const stored = await services.idempotency.read([idempotencyId], idempotencyId);
  if (!stored) throw new Error('There is no claim.');
  return stored.record;
}

/** Changes the stored claim of a job. */
async function rewrite({ idempotencyId = '' }: JobRecord, changes: (claim: IdempotencyClaim) => object) {
  const stored = await services.idempotency.read([idempotencyId], idempotencyId);
  if (!stored) throw new Error('There is no claim.');
  const changed = changes(stored.record) as IdempotencyClaim;
  expect(await services.idempotency.replace([idempotencyId], changed, stored.etag)).toBeDefined();
}

test('a claim cannot be computed without the vault key', async () => {
  const request = newRequest();
  const claim = await claimOf(await submit(request, services));
  expect(claim.request).toMatch(/^[0-9a-f]{64}$/);
  expect(claim.request).not.toBe(plainHash(request));
  expect(claim.keyVersion).toBe((await services.vault.current('device-pepper')).version);
});

test('claims under the old and the new pepper both recognise their request', async () => {
  const request = newRequest();
  const job = await submit(request, services);
  await rotate('device-pepper', `the pepper after ${job.id}`, services);
  expect((await submit(request, services)).id).toBe(job.id);
  expect(await codeOf(submit({ ...request, ...other }, services))).toBe('idempotency_key_reused');
  const [before, after] = [
    await claimOf(job),
    await claimOf(await submit({ ...request, idempotencyKey: 'another key' }, services)),
  ];
  expect(after.keyVersion).not.toBe(before.keyVersion);
  expect(after.request).not.toBe(before.request);
});

test('a claim of the previous version recognises its request and no other', async () => {
  const request = newRequest();
  const job = await submit(request, services);
  await rewrite(job, ({ keyVersion: _, ...claim }) => ({ ...claim, request: plainHash(request) }));
  expect(await claimOf(job)).not.toHaveProperty('keyVersion');
  expect((await submit(request, services)).id).toBe(job.id);
  for (const changes of [other, { fileName: '{n}' }])
    expect(await codeOf(submit({ ...request, ...changes }, services))).toBe('idempotency_key_reused');
});

test('a claim whose pepper no longer exists creates no second job', async () => {
  const request = newRequest();
  const job = await submit(request, services);
  await rewrite(job, (claim) => ({ ...claim, keyVersion: '0'.repeat(32) }));
  expect(await codeOf(submit(request, services))).toBe('idempotency_key_reused');
  expect(services.log.lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      message: expect.stringContaining('no longer has a pepper version'),
    }),
  );
});
