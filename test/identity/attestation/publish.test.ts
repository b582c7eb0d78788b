import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishKeys } from '../../../functions/api/publishKeys.ts';
import type { Enclave } from '../../../local/attestation/appleAuthority.ts';
import { verdict } from '../../../local/attestation/playStore.ts';
import { revisionTokenBytes } from '../../../shared/exposure/revisionTokenLayout.ts';
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
import {
  type AttestationFixture,
  android,
  apple,
  appleInDevelopment,
  asHeader,
  attestationFixture,
  deviceCheck,
} from './attestationFixture.ts';

let fixture: AttestationFixture;
/** An authority whose region requires only an attestation. */
let attestationOnly: TestAuthority;
/** An authority whose region requires certificate, device and attestation. */
let allRequired: TestAuthority;
beforeAll(async () => {
  fixture = await attestationFixture();
  attestationOnly = await authorityFor(fixture.services, {
    region: { requires: { certificate: false, attestation: true } },
  });
  allRequired = await authorityFor(fixture.services, {
    region: { requires: { certificate: true, device: true, attestation: true } },
  });
});
afterAll(() => fixture.host.stop());

/** The keys and the body of a publish without a certificate. */
function selfReport(authority = attestationOnly) {
  const keys = keysBefore(fixture.services.clock.now());
  const body = JSON.stringify({ temporaryExposureKeys: keys, healthAuthorityID: authority.record.id });
  return { keys, body };
}

/** The hash to which a phone binds its attestation, computed as documented. */
const hashOf = (challenge: string, body: string) =>
  createHash('sha256')
    .update(`publish\n${challenge}\n${createHash('sha256').update(body).digest('hex')}`)
    .digest();

async function send(body: string, evidence?: Evidence | object, headers: Record<string, string> = {}) {
  const response = await call(publishKeys, {
    services: fixture.services,
    body,
    headers: { ...headers, ...(evidence && { 'x-attestation': asHeader(evidence) }) },
  });
  const { code, error, insertedExposures } = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code, error, insertedExposures };
}

async function playFor(body: string): Promise<Evidence> {
  const challenge = await fixture.challenge();
  const token = await fixture.play.token(
    verdict(android, hashOf(challenge, body), fixture.services.clock.now()),
  );
  return { platform: 'play-integrity', appId: android.appId, challenge, token };
}

async function appleFor(body: string): Promise<Evidence> {
  const challenge = await fixture.challenge();
  const { keyId, attestation } = await fixture.authority.attest({
    appId: apple.appId,
    clientDataHash: hashOf(challenge, body),
  });
  return { platform: 'app-attest', appId: apple.appId, challenge, keyId, attestation };
}

describe.each<[string, (body: string) => Promise<Evidence>]>([
  ['play-integrity', playFor],
  ['app-attest with a new key', appleFor],
  ['device-check', () => fixture.deviceCheckEvidence()],
])('%s', (_, evidenceFor) => {
  test('is sufficient if the region requires only an attestation', async () => {
    const { keys, body } = selfReport();
    expect(await send(body, await evidenceFor(body))).toMatchObject({ status: 200, insertedExposures: 3 });
    expect((await storedKeys(keys, fixture.services)).every(Boolean)).toBe(true);
  });

  test('cannot be reused, but the same publish succeeds with new evidence', async () => {
    const { body } = selfReport();
    const evidence = await evidenceFor(body);
    expect(await send(body, evidence)).toMatchObject({ status: 200 });
    expect(await send(body, evidence)).toMatchObject({ status: 403, code: 'attestation_replayed' });
    expect(await send(body, await evidenceFor(body))).toMatchObject({ status: 200, code: undefined });
  });

  test('is accepted once by concurrent publishes', async () => {
    const { body } = selfReport();
    const evidence = await evidenceFor(body);
    const answers = await Promise.all([send(body, evidence), send(body, evidence)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
  });

  test('stores no data that identifies the publisher', async () => {
    const { keys, body } = selfReport();
    const evidence = await evidenceFor(body);
    await send(body, evidence);
    const stored = JSON.stringify(await storedKeys(keys, fixture.services));
    for (const word of [evidence.challenge, evidence.appId, evidence.platform])
      expect(stored).not.toContain(word);
    const used = await fixture.services.redeemed.read([evidence.challenge], evidence.challenge);
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
  expect(await storedKeys(keys, fixture.services)).toEqual([undefined, undefined, undefined]);
  expect(await send(body, evidence)).toMatchObject({ status: 200 });
});

test('evidence for a registration is rejected for a publish', async () => {
  const { body } = selfReport();
  expect(await send(body, await fixture.playEvidence())).toMatchObject({ code: 'attestation_wrong_request' });
});

describe('an assertion', () => {
  let token: string;
  let uuid: string;
  let enclave: Enclave;
  beforeAll(async () => {
    const made = await fixture.appleEvidence();
    enclave = made.enclave;
    ({ token, uuid } = await register(undefined, fixture.services, made.evidence));
  });
  const counter = async () =>
    (await fixture.services.devices.read([uuid], uuid))?.record.attestation?.key?.counter;
  const assert = async (body: string, count: number, by = enclave): Promise<Evidence> => {
    const challenge = await fixture.challenge();
    return {
      platform: 'app-attest',
      appId: apple.appId,
      challenge,
      assertion: by.assert(hashOf(challenge, body), count),
    };
  };
  const bearer = () => ({ authorization: `Bearer ${token}` });

  test('of a registered device is accepted, and its counter is stored', async () => {
    const { body } = selfReport();
    expect(await send(body, await assert(body, 1), bearer())).toMatchObject({ status: 200 });
    expect(await counter()).toBe(1);
    expect(await send(body, await assert(body, 5), bearer())).toMatchObject({ status: 200 });
    expect(await counter()).toBe(5);
  });

  test('whose counter is not higher is rejected', async () => {
    const { body } = selfReport();
    for (const count of [5, 4, 0])
      expect(await send(body, await assert(body, count), bearer())).toMatchObject({
        status: 403,
        code: 'attestation_counter',
      });
    expect(await counter()).toBe(5);
  });

  test('whose counter is not higher does not use up its challenge', async () => {
    const { body } = selfReport();
    const low = await assert(body, 5);
    expect(await send(body, low, bearer())).toMatchObject({ code: 'attestation_counter' });
    expect(await fixture.services.redeemed.read([low.challenge], low.challenge)).toBeUndefined();
    const assertion = enclave.assert(hashOf(low.challenge, body), 6);
    const again = { ...low, assertion };
    expect(await send(body, again, bearer())).toMatchObject({ status: 200 });
    expect(await send(body, again, bearer())).toMatchObject({ code: 'attestation_replayed' });
  });

  test('is accepted once per counter by concurrent publishes, and the highest counter is stored', async () => {
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

  test('with another key or for another body is rejected', async () => {
    const { body } = selfReport();
    const { enclave: other } = await fixture.appleEvidence();
    expect(await send(body, await assert(body, 20, other), bearer())).toMatchObject({
      code: 'attestation_wrong_request',
    });
    expect(await send(`${body} `, await assert(body, 21), bearer())).toMatchObject({
      code: 'attestation_wrong_request',
    });
    expect(await counter()).toBe(14);
  });

  test('of another app is rejected, with any appId', async () => {
    const { body } = selfReport();
    for (const appId of [apple.appId, appleInDevelopment.appId]) {
      const challenge = await fixture.challenge();
      const assertion = enclave.assert(hashOf(challenge, body), 22, { appId: appleInDevelopment.appId });
      expect(
        await send(body, { platform: 'app-attest', appId, challenge, assertion }, bearer()),
      ).toMatchObject({ status: 403, code: 'attestation_wrong_app' });
    }
    expect(await counter()).toBe(14);
  });

  test('without its device, or of a device registered on another platform, is rejected', async () => {
    const { body } = selfReport();
    expect(await send(body, await assert(body, 22))).toMatchObject({ status: 401, code: 'unauthorized' });
    const android = await register(undefined, fixture.services, await fixture.playEvidence());
    expect(
      await send(body, await assert(body, 22), { authorization: `Bearer ${android.token}` }),
    ).toMatchObject({
      code: 'attestation_invalid',
    });
  });

  test('is required in addition to a certificate and a device if the region requires all three', async () => {
    const now = fixture.services.clock.now();
    const sent = await publishOf(allRequired, keysBefore(now), now);
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

describe('the platforms of a region', () => {
  const regionWith = (attestationPlatforms: ('play-integrity' | 'app-attest' | 'device-check')[]) => ({
    region: { requires: { certificate: false, attestation: true }, attestationPlatforms },
  });

  test('are the only ones that are accepted for a publish', async () => {
    const authority = await authorityFor(fixture.services, regionWith(['play-integrity', 'app-attest']));
    const { body } = selfReport(authority);
    expect(await send(body, await fixture.deviceCheckEvidence())).toMatchObject({
      status: 403,
      code: 'attestation_wrong_app',
    });
    expect(await send(body, await playFor(body))).toMatchObject({ status: 200 });
    expect(await send(body, await appleFor(body))).toMatchObject({ status: 200 });
  });

  test('must all accept a platform, if several regions require an attestation', async () => {
    const authority = await authorityFor(fixture.services, regionWith(['play-integrity']));
    const other = await authorityFor(fixture.services, regionWith(['play-integrity', 'app-attest']));
    const both = {
      ...authority,
      record: {
        ...authority.record,
        id: 'both',
        regions: [...authority.record.regions, ...other.record.regions],
      },
    };
    await fixture.services.healthAuthorities.create(both.record);
    const { body } = selfReport(both);
    expect(await send(body, await appleFor(body))).toMatchObject({ code: 'attestation_wrong_app' });
    expect(await send(body, await playFor(body))).toMatchObject({ status: 200 });
  });
});

describe('rejects', () => {
  test('a publish with a missing or malformed attestation', async () => {
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
        services: fixture.services,
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

  test('an unauthenticated caller without reading a vault key for a forged revision token', async () => {
    const forged = Buffer.alloc(revisionTokenBytes);
    forged[0] = 1;
    forged[1] = forged.write('0123456789abcdef0123456789abcdef', 2);
    const keys = keysBefore(fixture.services.clock.now());
    const vault = new Proxy(fixture.services.vault, {
      get: (target, name) => {
        if (name === 'version') return () => expect.unreachable('the vault was called');
        const value = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    // The second onset makes the server skip all keys.
    for (const symptomOnsetInterval of [0, (keys[0]?.rollingStartNumber ?? 0) - 144 * 20]) {
      const response = await call(publishKeys, {
        services: { ...fixture.services, vault },
        body: JSON.stringify({
          temporaryExposureKeys: keys,
          healthAuthorityID: attestationOnly.record.id,
          symptomOnsetInterval,
          revisionToken: forged.toString('base64'),
        }),
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'attestation_required' });
    }
  });

  test('an expired challenge', async () => {
    const { body } = selfReport();
    const evidence = await playFor(body);
    fixture.services.clock.advance({ minutes: 6 });
    expect(await send(body, evidence)).toMatchObject({ status: 403, code: 'attestation_expired' });
  });

  test('an app of another team', async () => {
    const { body } = selfReport();
    const evidence = { ...(await fixture.deviceCheckEvidence()), appId: `X${deviceCheck.appId.slice(1)}` };
    expect(await send(body, evidence)).toMatchObject({ status: 403, code: 'attestation_wrong_app' });
  });
});

test('an outage of Apple is reported in the format of the publish API, and a retry succeeds', async () => {
  const { body } = selfReport();
  const evidence = await fixture.deviceCheckEvidence();
  fixture.host.stubbedResponse = { status: 503, body: '' };
  expect(await send(body, evidence)).toMatchObject({ status: 503, code: 'attestation_unavailable' });
  fixture.host.stubbedResponse = undefined;
  expect(await send(body, evidence)).toMatchObject({ status: 200 });
});

test('a publish without a valid key does not use up its challenge', async () => {
  const bad = JSON.stringify({
    temporaryExposureKeys: keysBefore(new Date(0), 1),
    healthAuthorityID: attestationOnly.record.id,
  });
  const evidence = await playFor(bad);
  await send(bad, evidence);
  expect(await fixture.services.redeemed.read([evidence.challenge], evidence.challenge)).toBeUndefined();
});
