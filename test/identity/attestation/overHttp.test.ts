import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requestHash } from '../../../shared/identity/attestation/requestHash.ts';
import { authorityFor, keysBefore } from '../../exposure/authority.ts';
import { appForThisTest } from '../../harness/app.ts';
import { apple, asHeader, attestationFixture } from './attestationFixture.ts';

test('a phone registers with App Attest and publishes with an assertion, over HTTP', async () => {
  const fixture = await attestationFixture();
  const { tenant } = fixture.services;
  const authority = await authorityFor(fixture.services, {
    region: { requires: { certificate: false, device: true, attestation: true } },
  });
  const { call } = await appForThisTest({ tenant, role: 'api', settings: fixture.settings });
  const json = { 'content-type': 'application/json' };
  const challenge = async () => {
    const answer = await call('POST', '/v1/attestation/challenges');
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { challenge: string }).challenge;
  };
  expect((await call('POST', '/v1/register')).status).toBe(403);

  const first = await challenge();
  const { keyId, attestation, assert } = await fixture.authority.attest({
    ...apple,
    clientDataHash: requestHash.register(first),
  });
  const registered = await call('POST', '/v1/register', {
    headers: json,
    body: JSON.stringify({
      attestation: { platform: 'app-attest', ...apple, challenge: first, keyId, attestation },
    }),
  });
  expect(registered.status).toBe(201);
  const { token } = (await registered.json()) as { token: string };

  const body = JSON.stringify({
    temporaryExposureKeys: keysBefore(new Date()),
    healthAuthorityID: authority.record.id,
  });
  const second = await challenge();
  const evidence = {
    platform: 'app-attest',
    ...apple,
    challenge: second,
    assertion: assert(requestHash.publish(second, Buffer.from(body)), 1),
  };
  const publish = (header: string) =>
    call('POST', '/v1/publish', { token, headers: { ...json, 'x-attestation': header }, body });
  expect((await publish(asHeader(evidence))).status).toBe(200);
  expect(await (await publish(asHeader(evidence))).json()).toMatchObject({ code: 'attestation_replayed' });

  // Apple's example, the longest known attestation, fits into the header and is verified.
  const sample = readFileSync(
    new URL('../fixtures/appleAttestation2026.b64', import.meta.url),
    'utf8',
  ).trim();
  const long = { platform: 'app-attest', ...apple, challenge: await challenge(), keyId, attestation: sample };
  expect(asHeader(long).length).toBeGreaterThan(10_000);
  const response = await publish(asHeader(long));
  expect([response.status, await response.json()]).toMatchObject([
    403,
    { code: 'attestation_untrusted_root' },
  ]);
  await fixture.host.stop();
});
