import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configurationFaults, readConfiguration } from '../../../shared/configuration.ts';
import { appleRoot } from '../../../shared/identity/attestation/roots.ts';
import { roles } from '../../../shared/roles.ts';
import { mayRead } from '../../../shared/secrets.ts';
import { appleAuthority } from './appleAuthority.ts';

const needed = {
  COSMOS_ENDPOINT: 'https://cosmos.example',
  TransitStorage__blobServiceUri: 'https://transit.example',
  TransitStorage__queueServiceUri: 'https://queue.example',
  ExportStorage__blobServiceUri: 'https://export.example',
  KEY_VAULT_URL: 'https://vault.example',
};
const apple = { platform: 'app-attest', appId: 'TEAM123456.com.example.app' };
const digest = randomBytes(32);
const android = {
  platform: 'play-integrity',
  appId: 'com.example.app',
  certificates: [digest.toString('base64url')],
};

const read = (apps: unknown, more: Record<string, string> = {}) =>
  readConfiguration({ ...needed, ATTESTATION_APPS: JSON.stringify(apps), ...more });

function faults(apps: unknown, more: Record<string, string> = {}): string[] {
  try {
    read(apps, more);
    return [];
  } catch (error) {
    return configurationFaults(error);
  }
}

test('an app is named with what it needs, the rest has a strict value', () => {
  expect(read([apple, android]).attestationApps).toEqual([
    { ...apple, environment: 'production' },
    {
      ...android,
      appVerdicts: ['PLAY_RECOGNIZED'],
      deviceVerdict: 'MEETS_DEVICE_INTEGRITY',
      minimumVersion: 0,
      licensed: false,
      decryptionKey: 'play-integrity-decryption',
      verificationKey: 'play-integrity-verification',
    },
  ]);
});

test('a digest may be copied from the Play Console', () => {
  const copied = digest.toString('hex').toUpperCase().match(/../g)?.join(':') ?? '';
  const [app] = read([{ ...android, certificates: [copied] }]).attestationApps;
  expect(app).toMatchObject({ certificates: [digest.toString('base64url')] });
});

test.each<[string, unknown, Record<string, string>, RegExp]>([
  [
    'an unknown platform',
    [{ ...apple, platform: 'safetynet' }],
    {},
    /^ATTESTATION_APPS is not valid: 0\.platform: /,
  ],
  ['an unknown field', [{ ...apple, bundle: 'x' }], {}, /^ATTESTATION_APPS is not valid: 0: .*bundle/],
  ['an app id without a team', [{ ...apple, appId: 'com.example.app' }], {}, /0\.appId: must be <team id>/],
  ['an app twice', [apple, apple], {}, /once for a platform/],
  ['no certificate', [{ ...android, certificates: [] }], {}, /0\.certificates: /],
  [
    'a digest that is none',
    [{ ...android, certificates: ['abc'] }],
    {},
    /0\.certificates\.0: must be a SHA-256/,
  ],
  [
    "another's secret",
    [{ ...android, decryptionKey: 'device-pepper' }],
    {},
    /decryptionKey: must be play-integrity/,
  ],
  ['an unknown level', [{ ...android, deviceVerdict: 'MEETS_IT' }], {}, /0\.deviceVerdict: /],
  ['no list', {}, {}, /^ATTESTATION_APPS is not valid: /],
  [
    'attested registration of no app',
    [],
    { REGISTRATION: 'attested' },
    /^REGISTRATION=attested needs at least one app/,
  ],
  [
    'roots for nobody',
    [android],
    { ATTESTATION_ROOTS: appleRoot },
    /^ATTESTATION_ROOTS is for apps of app-attest/,
  ],
  [
    'a root that is none',
    [apple],
    { ATTESTATION_ROOTS: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
    /^ATTESTATION_ROOTS is not valid: must be certificates/,
  ],
  [
    'a file that is not there',
    [apple],
    { ATTESTATION_ROOTS: '/nowhere/roots.pem' },
    /^ATTESTATION_ROOTS is not valid/,
  ],
  [
    'DeviceCheck without TLS',
    [],
    { DEVICE_CHECK_URL: 'http://devicecheck.example' },
    /^DEVICE_CHECK_URL is not valid/,
  ],
  [
    'a challenge for ever',
    [],
    { ATTESTATION_CHALLENGE_SECONDS: '86400' },
    /^ATTESTATION_CHALLENGE_SECONDS is not valid/,
  ],
  ['another kind of registration', [], { REGISTRATION: 'attest' }, /must be open, token or attested/],
])('is refused at start: %s', (_, apps, more, fault) => {
  const [first, ...others] = faults(apps, more);
  expect(first).toMatch(fault);
  expect(others).toEqual([]);
});

test('what is no JSON is refused', () => {
  expect(faults(undefined, { ATTESTATION_APPS: '[{' })).toHaveLength(1);
});

test('roots are PEM, one line or many, or the path of a file of it; a certificate of a key is no root', async () => {
  const { rootPem, attest } = await appleAuthority(new Date());
  const directory = mkdtempSync(join(tmpdir(), 'conveyor-roots-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'roots.pem');
  writeFileSync(file, `${appleRoot}\n${rootPem}`);
  expect(read([apple], { ATTESTATION_ROOTS: rootPem }).attestationRoots).toBe(rootPem);
  expect(read([apple], { ATTESTATION_ROOTS: rootPem.replaceAll('\n', '\\n') }).attestationRoots).toBe(
    rootPem,
  );
  expect(read([apple], { ATTESTATION_ROOTS: file }).attestationRoots).toContain(rootPem);
  const { certificate } = await attest({ appId: apple.appId, clientDataHash: digest });
  expect(faults([apple], { ATTESTATION_ROOTS: certificate.toString('pem') })).toHaveLength(1);
});

test('the keys are read by the api alone', () => {
  const names = [
    'attestation-key',
    'play-integrity-decryption',
    'play-integrity-verification-app2',
    'device-check-team',
  ];
  for (const name of names)
    expect(roles.filter((role) => mayRead(role, name))).toEqual(
      ['api', 'all'].filter((role) => roles.includes(role as never)),
    );
  expect(mayRead('api', 'device-check_other')).toBe(false);
  expect(mayRead('api', 'device-checked')).toBe(false);
});
