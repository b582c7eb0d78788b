import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishKeys } from '../../../functions/api/publishKeys.ts';
import { revisionTokenBytes } from '../../../shared/exposure/revisionToken.ts';
import type { Evidence } from '../../../shared/identity/attestation/evidence.ts';
import { register } from '../../../shared/identity/register.ts';
import {
  authorityFor,
  keysBefore,
  publishOf,
  storedKeys,
  type TestAuthority,
} from '../../exposure/authority.ts';
import { call } from '../../http/call.ts';
import type { Enclave } from './appleAuthority.ts';
import { verdict } from './playStore.ts';
import {
  android,
  apple,
  appleInDevelopment,
  asHeader,
  attestationWorld,
  deviceCheck,
  type World,
} from './world.ts';

let world: World;
/** A region that asks for an attestation alone. */
let alone: TestAuthority;
/** And one that asks for everything. */
let everything: TestAuthority;
beforeAll(async () => {
  world = await attestationWorld();
  alone = await authorityFor(world.services, {
    region: { requires: { certificate: false, attestation: true } },
  });
  everything = await authorityFor(world.services, {
    region: { requires: { certificate: true, device: true, attestation: true } },
  });
});
afterAll(() => world.host.stop());

/** A publish without a certificate, as the bytes that are sent. */
function selfReport(authority = alone) {
  const keys = keysBefore(world.services.clock.now());
  const body = JSON.stringify({ temporaryExposureKeys: keys, healthAuthorityID: authority.record.id });
  return { keys, body };
}

/** What a phone binds its attestation to, computed as the documentation says. */
const hashOf = (challenge: string, body: string) =>
  createHash('sha256')
    .update(`publish\n${challenge}\n${createHash('sha256').update(body).digest('hex')}`)
    .digest();

async function send(body: string, evidence?: Evidence | object, headers: Record<string, string> = {}) {
  const response = await call(publishKeys, {
    services: world.services,
    body,
    headers: { ...headers, ...(evidence && { 'x-attestation': asHeader(evidence) }) },
  });
  const { code, error, insertedExposures } = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code, error, insertedExposures };
}

async function playFor(body: string): Promise<Evidence> {
  const challenge = await world.challenge();
  const token = await world.play.token(verdict(android, hashOf(challenge, body), world.services.clock.now()));
  return { platform: 'play-integrity', appId: android.appId, challenge, token };
}

async function appleFor(body: string): Promise<Evidence> {
  const challenge = await world.challenge();
  const { keyId, attestation } = await world.authority.attest({
    appId: apple.appId,
    clientDataHash: hashOf(challenge, body),
  });
  return { platform: 'app-attest', appId: apple.appId, challenge, keyId, attestation };
}

describe.each<[string, (body: string) => Promise<Evidence>]>([
  ['play-integrity', playFor],
  ['app-attest, a key of its own for this publish', appleFor],
  ['device-check', () => world.deviceCheckEvidence()],
])('%s', (_, evidenceFor) => {
  test('stands for a publish by itself where a region asks for nothing else', async () => {
    const { keys, body } = selfReport();
    expect(await send(body, await evidenceFor(body))).toMatchObject({ status: 200, insertedExposures: 3 });
    expect((await storedKeys(keys, world.services)).every(Boolean)).toBe(true);
  });

  test('the same again is refused; the same publish with a new one is a success', async () => {
    const { body } = selfReport();
    const evidence = await evidenceFor(body);
    expect(await send(body, evidence)).toMatchObject({ status: 200 });
    expect(await send(body, evidence)).toMatchObject({ status: 403, code: 'attestation_replayed' });
    expect(await send(body, await evidenceFor(body))).toMatchObject({ status: 200, code: undefined });
  });

  test('of two at once with the same evidence one is taken', async () => {
    const { body } = selfReport();
    const evidence = await evidenceFor(body);
    const answers = await Promise.all([send(body, evidence), send(body, evidence)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
  });

  test('nothing is stored that tells who published', async () => {
    const { keys, body } = selfReport();
    const evidence = await evidenceFor(body);
    await send(body, evidence);
    const stored = JSON.stringify(await storedKeys(keys, world.services));
    for (const word of [evidence.challenge, evidence.appId, evidence.platform])
      expect(stored).not.toContain(word);
    const used = await world.services.redeemed.read([evidence.challenge], evidence.challenge);
    expect(Object.keys(used?.record ?? {}).filter((name) => !name.startsWith('_'))).toEqual([
      'id',
      'expires',
      'ttl',
    ]);
  });
});

test.each([
  ['play-integrity', playFor],
  ['app-attest', appleFor],
])('%s is bound to every byte of the body', async (_, evidenceFor) => {
  const { keys, body } = selfReport();
  const evidence = await evidenceFor(body);
  for (const other of [`${body} `, selfReport().body])
    expect(await send(other, evidence)).toMatchObject({ status: 403, code: 'attestation_wrong_request' });
  expect(await storedKeys(keys, world.services)).toEqual([undefined, undefined, undefined]);
  expect(await send(body, evidence)).toMatchObject({ status: 200 });
});

test('evidence for a registration is none for a publish', async () => {
  const { body } = selfReport();
  expect(await send(body, await world.playEvidence())).toMatchObject({ code: 'attestation_wrong_request' });
});

describe('an assertion', () => {
  let token: string;
  let uuid: string;
  let enclave: Enclave;
  beforeAll(async () => {
    const made = await world.appleEvidence();
    enclave = made.enclave;
    ({ token, uuid } = await register(undefined, world.services, made.evidence));
  });
  const counter = async () =>
    (await world.services.devices.read([uuid], uuid))?.record.attestation?.key?.counter;
  const assert = async (body: string, count: number, by = enclave): Promise<Evidence> => {
    const challenge = await world.challenge();
    return {
      platform: 'app-attest',
      appId: apple.appId,
      challenge,
      assertion: by.assert(hashOf(challenge, body), count),
    };
  };
  const bearer = () => ({ authorization: `Bearer ${token}` });

  test('of a registered device is taken, and its counter is noted', async () => {
    const { body } = selfReport();
    expect(await send(body, await assert(body, 1), bearer())).toMatchObject({ status: 200 });
    expect(await counter()).toBe(1);
    expect(await send(body, await assert(body, 5), bearer())).toMatchObject({ status: 200 });
    expect(await counter()).toBe(5);
  });

  test('whose counter is the same or lower is refused', async () => {
    const { body } = selfReport();
    for (const count of [5, 4, 0])
      expect(await send(body, await assert(body, count), bearer())).toMatchObject({
        status: 403,
        code: 'attestation_counter',
      });
    expect(await counter()).toBe(5);
  });

  test('of two at once with one counter one is taken; of several, the counter ends at the highest', async () => {
    const { body } = selfReport();
    const same = await Promise.all(
      [await assert(body, 10), await assert(body, 10)].map((each) => send(body, each, bearer())),
    );
    expect(same.map(({ code }) => code).toSorted()).toEqual(['attestation_counter', undefined]);
    const evidence = await Promise.all([11, 14, 12, 13].map((count) => assert(body, count)));
    const codes = await Promise.all(evidence.map((each) => send(body, each, bearer())));
    expect(codes[1]).toMatchObject({ status: 200 });
    for (const { code } of codes) expect([undefined, 'attestation_counter']).toContain(code);
    expect(await counter()).toBe(14);
  });

  test('by another key, or for another body, is refused', async () => {
    const { body } = selfReport();
    const { enclave: other } = await world.appleEvidence();
    expect(await send(body, await assert(body, 20, other), bearer())).toMatchObject({
      code: 'attestation_wrong_request',
    });
    expect(await send(`${body} `, await assert(body, 21), bearer())).toMatchObject({
      code: 'attestation_wrong_request',
    });
    expect(await counter()).toBe(14);
  });

  test('of another app is refused, whichever name stands beside it', async () => {
    const { body } = selfReport();
    for (const appId of [apple.appId, appleInDevelopment.appId]) {
      const challenge = await world.challenge();
      const assertion = enclave.assert(hashOf(challenge, body), 22, appleInDevelopment.appId);
      expect(
        await send(body, { platform: 'app-attest', appId, challenge, assertion }, bearer()),
      ).toMatchObject({ status: 403, code: 'attestation_wrong_app' });
    }
    expect(await counter()).toBe(14);
  });

  test('without its device, or of a device that was registered otherwise, is refused', async () => {
    const { body } = selfReport();
    expect(await send(body, await assert(body, 22))).toMatchObject({ status: 401, code: 'unauthorized' });
    const android = await register(undefined, world.services, await world.playEvidence());
    expect(
      await send(body, await assert(body, 22), { authorization: `Bearer ${android.token}` }),
    ).toMatchObject({
      code: 'attestation_invalid',
    });
  });

  test('stands beside a certificate and a device where a region asks for all three', async () => {
    const now = world.services.clock.now();
    const sent = await publishOf(everything, keysBefore(now), now);
    const body = JSON.stringify(sent);
    expect(await send(body, undefined, bearer())).toMatchObject({
      status: 403,
      code: 'attestation_required',
    });
    expect(await send(body, await assert(body, 30))).toMatchObject({ status: 401, code: 'unauthorized' });
    expect(await send(body, await assert(body, 31), bearer())).toMatchObject({
      status: 200,
      insertedExposures: 3,
    });
  });
});

describe('is refused:', () => {
  test('a publish without an attestation, and one with garbage in its place', async () => {
    const { body } = selfReport();
    expect(await send(body)).toMatchObject({ status: 403, code: 'attestation_required' });
    const garbage = [
      'x',
      '%',
      randomBytes(500).toString('base64url'),
      asHeader({}),
      asHeader([]),
      'A'.repeat(14_001),
    ];
    for (const header of garbage) {
      const response = await call(publishKeys, {
        services: world.services,
        body,
        headers: { 'x-attestation': header },
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({
        code: 'attestation_invalid',
        padding: expect.any(String),
      });
    }
  });

  test('a stranger, before the vault is asked for the key of a token that he made up', async () => {
    const made = Buffer.alloc(revisionTokenBytes);
    made[0] = 1;
    made[1] = made.write('0123456789abcdef0123456789abcdef', 2);
    const keys = keysBefore(world.services.clock.now());
    const unasked = new Proxy(world.services.vault, {
      get: (vault, name) => {
        if (name === 'version') return () => expect.unreachable('the vault was asked');
        const value = Reflect.get(vault, name, vault);
        return typeof value === 'function' ? value.bind(vault) : value;
      },
    });
    // With the second onset every key is left out, and nothing would be stored.
    for (const symptomOnsetInterval of [0, (keys[0]?.rollingStartNumber ?? 0) - 144 * 20]) {
      const response = await call(publishKeys, {
        services: { ...world.services, vault: unasked },
        body: JSON.stringify({
          temporaryExposureKeys: keys,
          healthAuthorityID: alone.record.id,
          symptomOnsetInterval,
          revisionToken: made.toString('base64'),
        }),
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'attestation_required' });
    }
  });

  test('an old challenge', async () => {
    const { body } = selfReport();
    const evidence = await playFor(body);
    world.services.clock.advance({ minutes: 6 });
    expect(await send(body, evidence)).toMatchObject({ status: 403, code: 'attestation_expired' });
  });

  test("another team's app", async () => {
    const { body } = selfReport();
    const evidence = { ...(await world.deviceCheckEvidence()), appId: `X${deviceCheck.appId.slice(1)}` };
    expect(await send(body, evidence)).toMatchObject({ status: 403, code: 'attestation_wrong_app' });
  });
});

test('Apple away is answered in the words of the publish API, and the same may succeed later', async () => {
  const { body } = selfReport();
  const evidence = await world.deviceCheckEvidence();
  world.host.answer = { status: 503, body: '' };
  expect(await send(body, evidence)).toMatchObject({ status: 503, code: 'attestation_unavailable' });
  world.host.answer = undefined;
  expect(await send(body, evidence)).toMatchObject({ status: 200 });
});

test('keys of which none is good use up no challenge', async () => {
  const bad = JSON.stringify({
    temporaryExposureKeys: keysBefore(new Date(0), 1),
    healthAuthorityID: alone.record.id,
  });
  const evidence = await playFor(bad);
  await send(bad, evidence);
  expect(await world.services.redeemed.read([evidence.challenge], evidence.challenge)).toBeUndefined();
});
