import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appleAuthority } from '../../../local/attestation/appleAuthority.ts';
import { configurationFaults, readConfiguration } from '../../../shared/configuration.ts';
import { appleRoot } from '../../../shared/identity/attestation/roots.ts';
import { roles } from '../../../shared/roles.ts';
import { mayRead } from '../../../shared/secrets.ts';

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

function issuesOf(apps: unknown, more: Record<string, string> = {}): string[] {
  try {
    read(apps, more);
    return [];
  } catch (error) {
    return configurationFaults(error);
  }
}

test('an app needs only its required fields; the defaults are strict', () => {
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

test('a digest is accepted in the format of the Play Console', () => {
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
  ['a duplicate app', [apple, apple], {}, /unique per platform/],
  ['no certificate', [{ ...android, certificates: [] }], {}, /0\.certificates: /],
  ['an invalid digest', [{ ...android, certificates: ['abc'] }], {}, /0\.certificates\.0: must be a SHA-256/],
  [
    'a secret of another purpose',
    [{ ...android, decryptionKey: 'device-pepper' }],
    {},
    /decryptionKey: must be play-integrity/,
  ],
  ['an unknown level', [{ ...android, deviceVerdict: 'MEETS_IT' }], {}, /0\.deviceVerdict: /],
  ['a value that is not an array', {}, {}, /^ATTESTATION_APPS is not valid: /],
  [
    'attested registration without an app',
    [],
    { REGISTRATION: 'attested' },
    /^REGISTRATION=attested requires at least one app/,
  ],
  [
    'roots without an app of app-attest',
    [android],
    { ATTESTATION_ROOTS: appleRoot },
    /^ATTESTATION_ROOTS requires an app with/,
  ],
  [
    'an invalid root',
    [apple],
    { ATTESTATION_ROOTS: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
    /^ATTESTATION_ROOTS is not valid: must be CA certificates/,
  ],
  ['a missing file', [apple], { ATTESTATION_ROOTS: '/nowhere/roots.pem' }, /^ATTESTATION_ROOTS is not valid/],
  [
    'DeviceCheck without TLS',
    [],
    { DEVICE_CHECK_URL: 'http://devicecheck.example' },
    /^DEVICE_CHECK_URL is not valid/,
  ],
  [
    'a too long lifetime of challenges',
    [],
    { ATTESTATION_CHALLENGE_SECONDS: '86400' },
    /^ATTESTATION_CHALLENGE_SECONDS is not valid/,
  ],
  ['an unknown kind of registration', [], { REGISTRATION: 'attest' }, /must be open, token or attested/],
])('rejects at startup: %s', (_, apps, more, issue) => {
  const [first, ...others] = issuesOf(apps, more);
  expect(first).toMatch(issue);
  expect(others).toEqual([]);
});

test('invalid JSON is rejected', () => {
  expect(issuesOf(undefined, { ATTESTATION_APPS: '[{' })).toHaveLength(1);
});

test('roots can be PEM, PEM in one line, or the path of a PEM file, and must be CA certificates', async () => {
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
  expect(issuesOf([apple], { ATTESTATION_ROOTS: certificate.toString('pem') })).toHaveLength(1);
});

test('only the role api can read the keys', () => {
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
