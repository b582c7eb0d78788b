import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requestHash } from '../../../shared/identity/attestation/requestHash.ts';
import { authorityFor, keysBefore } from '../../exposure/authority.ts';
import { appForThisTest } from '../../harness/app.ts';
import { apple, asHeader, attestationWorld } from './world.ts';

test('a phone registers with App Attest and publishes with an assertion, over HTTP', async () => {
  const world = await attestationWorld();
  const { tenant } = world.services;
  const authority = await authorityFor(world.services, {
    region: { requires: { certificate: false, device: true, attestation: true } },
  });
  const { call } = await appForThisTest({ tenant, settings: world.settings });
  const json = { 'content-type': 'application/json' };
  const challenge = async () => {
    const answer = await call('POST', '/v1/attestation/challenges');
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { challenge: string }).challenge;
  };
  expect((await call('POST', '/v1/register')).status).toBe(403);

  const first = await challenge();
  const { keyId, attestation, assert } = await world.authority.attest({
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

  // Apple's own example, the longest there is, still fits into the header and is judged.
  const sample = readFileSync(
    new URL('../fixtures/appleAttestation2026.b64', import.meta.url),
    'utf8',
  ).trim();
  const long = { platform: 'app-attest', ...apple, challenge: await challenge(), keyId, attestation: sample };
  expect(asHeader(long).length).toBeGreaterThan(10_000);
  const judged = await publish(asHeader(long));
  expect([judged.status, await judged.json()]).toMatchObject([403, { code: 'attestation_untrusted_root' }]);
  await world.host.stop();
});
