import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { readAuthority, startLocalAuthority } from '../../local/attestation/localAuthority.ts';
import {
  makeAssertion,
  makeEvidence,
  type Platform,
  platforms,
} from '../../local/attestation/makeEvidence.ts';
import { attestPublish } from '../../shared/identity/attestation/attestPublish.ts';
import { issueChallenge } from '../../shared/identity/attestation/challenge.ts';
import { requestHash } from '../../shared/identity/attestation/requestHash.ts';
import { register } from '../../shared/identity/register.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { tenant } from '../harness/tenant.ts';
import { codeOf } from '../identity/attestation/attestationFixture.ts';

let data: string;
let settings: Record<string, string>;
let services: TestServices;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'conveyor-authority-'));
  const own = await tenant();
  const authority = await startLocalAuthority(data, inject('cloud'), own.name);
  settings = authority.settings;
  services = await testServices(settings, { tenant: own });
  return async () => {
    await authority.stop();
    await rm(data, { recursive: true, force: true });
  };
});

/** The authority as another process reads it. */
const stored = () => {
  const authority = readAuthority(data);
  if (!authority) throw new Error('The data folder has no authority.');
  return authority;
};
const evidenceFor = async (platform: Platform, from: TestServices) => {
  const { challenge } = await issueChallenge(from);
  return makeEvidence[platform](challenge, requestHash.register(challenge), stored());
};

test.each(platforms)(
  'an app that trusts the local authority accepts its attestation: %s',
  async (platform) => {
    const { evidence } = await evidenceFor(platform, services);
    expect(await codeOf(register(undefined, services, evidence))).toBe('accepted');
    expect(await codeOf(register(undefined, services, evidence))).toBe('attestation_replayed');
  },
);

test('a device publishes with assertions of its attested key', async () => {
  const { evidence, enclave } = await evidenceFor('app-attest', services);
  const { token } = await register(undefined, services, evidence);
  const body = Buffer.from('{}');
  let authority = { ...stored(), ...(enclave && { enclave }) };
  for (let count = 0; count < 2; count++) {
    const { challenge } = await issueChallenge(services);
    const next = makeAssertion(challenge, requestHash.publish(challenge, body), authority);
    authority = { ...authority, enclave: next.enclave };
    const attestation = Buffer.from(JSON.stringify(next.evidence)).toString('base64url');
    const request = { attestation, authorization: `Bearer ${token}` };
    expect(await codeOf(attestPublish(request, body, ['app-attest'], services))).toBe('accepted');
  }
});

// The same apps, with the root of Apple, DeviceCheck of Apple, and other keys in the vault: as if they were deployed.
test.each([
  ['play-integrity', 'attestation_invalid'],
  ['app-attest', 'attestation_untrusted_root'],
] as const)('no other app trusts the local authority: %s', async (platform, code) => {
  const apps = settings.ATTESTATION_APPS?.replaceAll('-local"', '"') ?? '';
  const deployed = await testServices({ REGISTRATION: 'attested', ATTESTATION_APPS: apps });
  const { evidence } = await evidenceFor(platform, deployed);
  expect(await codeOf(register(undefined, deployed, evidence))).toBe(code);
});
