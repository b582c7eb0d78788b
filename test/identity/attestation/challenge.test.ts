import { beforeAll, expect, test } from 'vitest';
import { createAttestationChallenge } from '../../../functions/api/createAttestationChallenge.ts';
import { checkChallenge, issueChallenge } from '../../../shared/identity/attestation/challenge.ts';
import { redeem, sweepRedeemed } from '../../../shared/identity/attestation/redeem.ts';
import { type TestServices, testServices } from '../../harness/services.ts';
import { call } from '../../http/call.ts';
import { codeOf } from './attestationFixture.ts';

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});
const seconds = () => Math.floor(services.clock.now().getTime() / 1000);
const recordCount = async () =>
  (await Array.fromAsync(services.redeemed.query({ text: 'SELECT c.id FROM c' }))).length;

test('a challenge has 32 unique bytes and is not stored', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call(createAttestationChallenge, { services })),
  );
  const bodies = (await Promise.all(answers.map((each) => each.json()))) as Record<string, string>[];
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
  for (const { challenge, expiresAt } of bodies) {
    expect(Buffer.from(challenge ?? '', 'base64url')).toHaveLength(32);
    expect(Date.parse(expiresAt ?? '')).toBe((seconds() + 300) * 1000);
  }
  expect(new Set(bodies.map(({ challenge }) => challenge)).size).toBe(20);
  expect(await recordCount()).toBe(0);
});

test('a challenge is valid until its expiry', async () => {
  const { challenge } = await issueChallenge(services);
  expect(await codeOf(checkChallenge(challenge, services))).toBe('accepted');
  services.clock.advance({ seconds: 298 });
  expect(await codeOf(checkChallenge(challenge, services))).toBe('accepted');
  services.clock.advance({ seconds: 2 });
  expect(await codeOf(checkChallenge(challenge, services))).toBe('attestation_expired');
});

test('a forged, truncated, modified or re-encoded challenge is rejected', async () => {
  const { challenge } = await issueChallenge(services);
  const bytes = Buffer.from(challenge, 'base64url');
  const changed = Array.from({ length: 32 }, (_, index) => {
    const other = Buffer.from(bytes);
    other[index] = (other[index] ?? 0) ^ 1;
    return other.toString('base64url');
  });
  // The last of 43 characters encodes only four bits, so other characters decode to the same bits.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const twin = challenge.slice(0, -1) + alphabet[alphabet.indexOf(challenge.at(-1) ?? '') + 1];
  expect(Buffer.from(twin, 'base64url').equals(bytes)).toBe(true);
  const wrong = ['', 'x', challenge.slice(1), `${challenge}=`, `${challenge}A`, twin, ...changed];
  for (const each of wrong) expect(await codeOf(checkChallenge(each, services))).toBe('attestation_invalid');
});

test('of concurrent uses of a challenge, one succeeds', async () => {
  const { challenge } = await issueChallenge(services);
  const codes = await Promise.all(
    Array.from({ length: 8 }, () => codeOf(redeem(challenge, seconds() + 60, services))),
  );
  expect(codes.toSorted()).toEqual(['accepted', ...Array(7).fill('attestation_replayed')]);
});

test('the record of a use is kept longer than the challenge is valid, then deleted', async () => {
  const { challenge } = await issueChallenge(services);
  await redeem(challenge, seconds() + 300, services);
  services.clock.advance({ minutes: 30 });
  await sweepRedeemed(services);
  expect(await services.redeemed.read([challenge], challenge)).toBeDefined();
  services.clock.advance({ minutes: 36 });
  expect(await sweepRedeemed(services)).toBeGreaterThanOrEqual(1);
  expect(await services.redeemed.read([challenge], challenge)).toBeUndefined();
});
