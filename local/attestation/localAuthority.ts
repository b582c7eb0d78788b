import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { CloudDescription } from '../cloud/description.ts';
import { readIfExists, writePrivateFile } from '../cloud/privateFile.ts';
import { appleAuthority, type StoredAuthority } from './appleAuthority.ts';
import { deviceCheckHost, deviceCheckKey } from './deviceCheckHost.ts';
import { newStore, playStore, type StoredStore } from './playStore.ts';
import { storeSecret } from './storeSecret.ts';

/**
 * Replaces Google and Apple for trials on one machine. Its keys are in a file of the data folder. Only an app that `npm start`
 * starts with `--attested` trusts it.
 */
export interface LocalAuthority {
  apple: StoredAuthority;
  play: StoredStore & { certificate: string };
  deviceCheck: { privateKey: string; tokenKey: string };
  /** The key that the last registration attested, and the counter of its last assertion. */
  enclave?: { privateKey: string; counter: number };
}

/** The apps that the local authority attests. */
export const localApps = {
  'play-integrity': { appId: 'com.example.app' },
  'app-attest': { appId: 'TEAM123456.com.example.app' },
  'device-check': { appId: 'TEAM123456.com.example.app', keyId: 'KEY1234567' },
} as const;

const fileIn = (data: string) => join(data, 'attestation.json');

/** The authority of a data folder; undefined if there is none. */
export function readAuthority(data: string): LocalAuthority | undefined {
  const text = readIfExists(fileIn(data));
  return text === undefined ? undefined : (JSON.parse(text) as LocalAuthority);
}

export function saveAuthority(data: string, authority: LocalAuthority): void {
  writePrivateFile(fileIn(data), JSON.stringify(authority));
}

/** A token that DeviceCheck accepts: random bytes and their HMAC. */
export function deviceToken({ deviceCheck }: LocalAuthority): string {
  const random = randomBytes(32);
  return Buffer.concat([random, macOf(random, deviceCheck.tokenKey)]).toString('base64');
}

function isDeviceToken(token: string, { deviceCheck }: LocalAuthority): boolean {
  const bytes = Buffer.from(token, 'base64');
  return (
    bytes.length === 64 &&
    timingSafeEqual(macOf(bytes.subarray(0, 32), deviceCheck.tokenKey), bytes.subarray(32))
  );
}

const macOf = (bytes: Uint8Array, key: string) => createHmac('sha256', key).update(bytes).digest();

/** The names of the secrets that the app reads. Real keys have other names and stay unchanged. */
const secretNames = {
  decryptionKey: 'play-integrity-decryption-local',
  verificationKey: 'play-integrity-verification-local',
  privateKey: 'device-check-local',
} as const;

/**
 * Starts the local authority of a data folder, and stores its public keys in a vault.
 * @returns the settings with which an app trusts it; `stop` ends its DeviceCheck server
 */
export async function startLocalAuthority(
  data: string,
  cloud: CloudDescription,
  vaultName: string,
): Promise<{ settings: Record<string, string>; stop(): Promise<void> }> {
  const authority = readAuthority(data) ?? (await newAuthority());
  saveAuthority(data, authority);
  const { decryptionKey, verificationKey } = playStore(authority.play);
  const { privateKey } = authority.deviceCheck;
  for (const [kind, value] of Object.entries({ decryptionKey, verificationKey, privateKey }))
    await storeSecret(secretNames[kind as keyof typeof secretNames], value, cloud, vaultName);

  const { keyId } = localApps['device-check'];
  const host = await deviceCheckHost('TEAM123456', keyId, () => new Date(), {
    privateKey,
    isValid: (token) => isDeviceToken(token, authority),
  });
  const settings = {
    REGISTRATION: 'attested',
    ATTESTATION_APPS: JSON.stringify(attestationApps(authority)),
    ATTESTATION_ROOTS: authority.apple.root,
    DEVICE_CHECK_URL: host.url,
    OUTBOUND_ALLOW: [process.env.OUTBOUND_ALLOW, host.address].filter(Boolean).join(','),
  };
  return { settings, stop: host.stop };
}

async function newAuthority(): Promise<LocalAuthority> {
  return {
    apple: await (await appleAuthority(new Date())).stored(),
    play: { ...newStore(), certificate: randomBytes(32).toString('base64url') },
    deviceCheck: { privateKey: deviceCheckKey(), tokenKey: randomBytes(32).toString('base64') },
  };
}

const attestationApps = ({ play }: LocalAuthority) => [
  {
    platform: 'play-integrity',
    ...localApps['play-integrity'],
    certificates: [play.certificate],
    decryptionKey: secretNames.decryptionKey,
    verificationKey: secretNames.verificationKey,
  },
  { platform: 'app-attest', ...localApps['app-attest'] },
  { platform: 'device-check', ...localApps['device-check'], privateKey: secretNames.privateKey },
];
