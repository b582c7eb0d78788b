import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decode, encode } from 'cborg';
import { describe, expect, test } from 'vitest';
import { verifyAppAttest } from '../../../shared/identity/attestation/appAttest.ts';
import { verifyAssertion } from '../../../shared/identity/attestation/appAttestAssertion.ts';
import { appleRoot } from '../../../shared/identity/attestation/roots.ts';
import { codeOf } from './attestationFixture.ts';

// Attestations made by Apple devices and Apple's authority, verified with the built-in root: the current example of the
// "Attestation Object Validation Guide", and two older ones reassembled from their parts.
const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const guide = fixture('appleAttestation2026.b64').trim();
const { attStmt } = decode(Buffer.from(guide, 'base64')) as { attStmt: { x5c: Uint8Array[] } };

interface Sample {
  appId: string;
  keyId: string;
  attestation: string;
  clientDataHash: Uint8Array;
  at: string;
  assertion?: string;
}

function reassemble(name: string, hashed: boolean): Sample {
  const parts = JSON.parse(fixture(name)) as Record<
    'appId' | 'keyId' | 'clientData' | 'leaf' | 'authData' | 'at',
    string
  > & {
    assertion?: string;
  };
  const object = {
    fmt: 'apple-appattest',
    attStmt: { x5c: [Buffer.from(parts.leaf, 'base64'), attStmt.x5c[1]], receipt: Buffer.of() },
    authData: Buffer.from(parts.authData, 'base64'),
  };
  const clientData = Buffer.from(parts.clientData);
  return {
    ...parts,
    attestation: Buffer.from(encode(object)).toString('base64'),
    clientDataHash: hashed ? createHash('sha256').update(clientData).digest() : clientData,
  };
}

const samples: Record<string, Sample> = {
  '2026': {
    appId: '1234567890.com.example.myapp',
    keyId: 'zgSY9YSD+7TaDXssY6WlOPVS1K3Lmk+pFhlcSWE+ZV0=',
    attestation: guide,
    // The guide uses the challenge itself as the hash.
    clientDataHash: Buffer.from('example_server_challenge'),
    at: '2026-04-21T18:13:12Z',
  },
  '2024': reassemble('appAttest2024.json', false),
  '2020': reassemble('appAttest2020.json', true),
};

const verify = (
  sample: Sample,
  change: Partial<Sample & { environment: 'production' | 'development' }> = {},
) => {
  const { appId, clientDataHash, at, environment = 'production', ...evidence } = { ...sample, ...change };
  return verifyAppAttest(
    evidence,
    clientDataHash,
    { platform: 'app-attest', appId, environment },
    {
      config: {} as never,
      clock: { now: () => new Date(at) },
    },
  );
};

test("the built-in root is Apple's", () => {
  const root = new X509Certificate(appleRoot);
  expect(root.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(
    '1cb9823ba28ba6ad2d33a006941de2ae4f513ef1d4e831b9f7e0fa7b6242c932',
  );
  expect(root.verify(root.publicKey)).toBe(true);
  expect(root.subject).toContain('CN=Apple App Attestation Root CA');
});

describe.each(Object.entries(samples))('the sample of %s', (_, sample) => {
  test('is accepted at its time', async () => {
    expect(await verify(sample)).toMatchObject({
      appId: sample.appId,
      key: { id: sample.keyId, counter: 0 },
    });
  });

  test('is rejected at another time, and for another app, request or environment', async () => {
    const later = new Date(Date.parse(sample.at) + 5 * 86_400_000).toISOString();
    expect(await codeOf(verify(sample, { at: later }))).toBe('attestation_expired');
    expect(await codeOf(verify(sample, { appId: `${sample.appId}.other` }))).toBe('attestation_wrong_app');
    expect(await codeOf(verify(sample, { clientDataHash: Buffer.alloc(32) }))).toBe(
      'attestation_wrong_request',
    );
    expect(await codeOf(verify(sample, { environment: 'development' }))).toBe('attestation_verdict');
  });
});

test('an assertion of an Apple device is accepted only for its request', async () => {
  const sample = samples['2020'] as Sample;
  const { key } = await verify(sample);
  const app = { platform: 'app-attest', appId: sample.appId, environment: 'production' } as const;
  const assertion = sample.assertion ?? '';
  expect(await verifyAssertion(assertion, sample.clientDataHash, key, app)).toBe(1);
  expect(await codeOf(verifyAssertion(assertion, Buffer.alloc(32), key, app))).toBe(
    'attestation_wrong_request',
  );
});
