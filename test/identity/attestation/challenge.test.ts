import { beforeAll, expect, test } from 'vitest';
import { createAttestationChallenge } from '../../../functions/api/createAttestationChallenge.ts';
import { checkChallenge, issueChallenge } from '../../../shared/identity/attestation/challenge.ts';
import { redeem, sweepRedeemed } from '../../../shared/identity/attestation/redeem.ts';
import { type TestServices, testServices } from '../../harness/services.ts';
import { call } from '../../http/call.ts';
import { codeOf } from './world.ts';

let services: TestServices;
beforeAll(async () => {
  services = await testServices();
});
const seconds = () => Math.floor(services.clock.now().getTime() / 1000);
const used = async () =>
  (await Array.fromAsync(services.redeemed.query({ text: 'SELECT c.id FROM c' }))).length;

test('a challenge is 32 bytes, another one each time, and nothing is written for it', async () => {
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
  expect(await used()).toBe(0);
});

test('it is good until its end and not after', async () => {
  const { challenge } = await issueChallenge(services);
  expect(await codeOf(checkChallenge(challenge, services))).toBe('taken');
  services.clock.advance({ seconds: 298 });
  expect(await codeOf(checkChallenge(challenge, services))).toBe('taken');
  services.clock.advance({ seconds: 2 });
  expect(await codeOf(checkChallenge(challenge, services))).toBe('attestation_expired');
});

test('one that was made up, shortened, changed or written otherwise is none', async () => {
  const { challenge } = await issueChallenge(services);
  const bytes = Buffer.from(challenge, 'base64url');
  const changed = Array.from({ length: 32 }, (_, index) => {
    const other = Buffer.from(bytes);
    other[index] = (other[index] ?? 0) ^ 1;
    return other.toString('base64url');
  });
  // The last of 43 characters stands for four bits: others stand for the same ones.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const twin = challenge.slice(0, -1) + alphabet[alphabet.indexOf(challenge.at(-1) ?? '') + 1];
  expect(Buffer.from(twin, 'base64url').equals(bytes)).toBe(true);
  const wrong = ['', 'x', challenge.slice(1), `${challenge}=`, `${challenge}A`, twin, ...changed];
  for (const each of wrong) expect(await codeOf(checkChallenge(each, services))).toBe('attestation_invalid');
});

test('of many who use one at once, one gets through', async () => {
  const { challenge } = await issueChallenge(services);
  const codes = await Promise.all(
    Array.from({ length: 8 }, () => codeOf(redeem(challenge, seconds() + 60, services))),
  );
  expect(codes.toSorted()).toEqual([...Array(7).fill('attestation_replayed'), 'taken']);
});

test('a use is remembered longer than the challenge is good, and then swept', async () => {
  const { challenge } = await issueChallenge(services);
  await redeem(challenge, seconds() + 300, services);
  services.clock.advance({ minutes: 30 });
  await sweepRedeemed(services);
  expect(await services.redeemed.read([challenge], challenge)).toBeDefined();
  services.clock.advance({ minutes: 36 });
  expect(await sweepRedeemed(services)).toBeGreaterThanOrEqual(1);
  expect(await services.redeemed.read([challenge], challenge)).toBeUndefined();
});
