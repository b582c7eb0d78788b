import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { IdempotencyClaim } from '../../shared/jobs/idempotency.ts';
import type { JobRecord } from '../../shared/jobs/record.ts';
import { submit } from '../../shared/jobs/submit.ts';
import { codeOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { rotate } from '../harness/rotate.ts';
import { type TestServices, testServices } from '../harness/services.ts';

// A claim is kept for a day and tells nothing of the request: a password in it could be guessed from a plain hash.

let services: TestServices;
beforeAll(async () => {
  services = await testServices({ KEY_VAULT_REFRESH_SECONDS: '60' });
});

/** A request that holds a secret, of a caller of its own. */
const requested = () => ({
  caller: newDevice(),
  files: [page],
  steps: [...toPdf, { type: 'encrypt' as const, userPassword: 'pin 1234' }],
  idempotencyKey: 'a key',
});
const other = { files: [{ ...page, name: 'other.html' }] };

/** The hash that the version before kept, of every part with its length before it. */
function plainHash({ steps, files }: ReturnType<typeof requested>): string {
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

/** Writes something else into the claim of a job. */
async function rewrite({ idempotencyId = '' }: JobRecord, changes: (claim: IdempotencyClaim) => object) {
  const stored = await services.idempotency.read([idempotencyId], idempotencyId);
  if (!stored) throw new Error('There is no claim.');
  const changed = changes(stored.record) as IdempotencyClaim;
  expect(await services.idempotency.replace([idempotencyId], changed, stored.etag)).toBeDefined();
}

test('a claim cannot be made again without the key of the vault', async () => {
  const request = requested();
  const claim = await claimOf(await submit(request, services));
  expect(claim.request).toMatch(/^[0-9a-f]{64}$/);
  expect(claim.request).not.toBe(plainHash(request));
  expect(claim.keyVersion).toBe((await services.vault.current('device-pepper')).version);
});

test('a claim is another one under another pepper, and both know the request again', async () => {
  const request = requested();
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

test('a claim of the version before still knows its request, and no other', async () => {
  const request = requested();
  const job = await submit(request, services);
  await rewrite(job, ({ keyVersion: _, ...claim }) => ({ ...claim, request: plainHash(request) }));
  expect(await claimOf(job)).not.toHaveProperty('keyVersion');
  expect((await submit(request, services)).id).toBe(job.id);
  expect(await codeOf(submit({ ...request, ...other }, services))).toBe('idempotency_key_reused');
});

test('a claim whose pepper is gone makes no second job', async () => {
  const request = requested();
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
