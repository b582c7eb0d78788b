import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import {
  type AttestOptions,
  appleAuthority,
  type Enclave,
} from '../../../local/attestation/appleAuthority.ts';
import { type DeviceCheckHost, deviceCheckHost } from '../../../local/attestation/deviceCheckHost.ts';
import { type PlayStore, playStore, verdict } from '../../../local/attestation/playStore.ts';
import type { ConveyorError } from '../../../shared/errors.ts';
import { issueChallenge } from '../../../shared/identity/attestation/challenge.ts';
import type { Evidence, EvidenceOf } from '../../../shared/identity/attestation/evidence.ts';
import { requestHash } from '../../../shared/identity/attestation/requestHash.ts';
import { setSecret } from '../../harness/rotate.ts';
import { type TestServices, testServices } from '../../harness/services.ts';

/** The configured apps. */
export const android = { appId: 'com.example.app', certificate: randomBytes(32).toString('base64url') };
export const otherAndroid = {
  appId: 'com.example.other',
  certificate: randomBytes(32).toString('base64url'),
};
export const apple = { appId: 'TEAM123456.com.example.app' };
export const appleInDevelopment = { appId: 'TEAM123456.com.example.dev' };
export const deviceCheck = { appId: 'TEAM123456.com.example.old', keyId: 'KEY1234567' };

/** Services with these apps configured, and replacements of the attestation services. */
export interface AttestationFixture {
  services: TestServices;
  settings: Record<string, string>;
  play: PlayStore;
  otherPlay: PlayStore;
  authority: Awaited<ReturnType<typeof appleAuthority>>;
  host: DeviceCheckHost;
  challenge(): Promise<string>;
  /** Valid evidence for a registration, with changes. */
  playEvidence(
    change?: (payload: ReturnType<typeof verdict>) => void,
    app?: typeof android,
  ): Promise<EvidenceOf<'play-integrity'>>;
  appleEvidence(
    options?: Partial<AttestOptions>,
  ): Promise<{ evidence: EvidenceOf<'app-attest'>; enclave: Enclave }>;
  deviceCheckEvidence(): Promise<EvidenceOf<'device-check'>>;
}

/** @param change overrides of the default settings */
export async function attestationFixture(change: Record<string, string> = {}): Promise<AttestationFixture> {
  const authority = await appleAuthority(new Date());
  let services: TestServices | undefined;
  const host = await deviceCheckHost('TEAM123456', deviceCheck.keyId, () => now());
  const settings = {
    REGISTRATION: 'attested',
    ATTESTATION_ROOTS: authority.rootPem,
    DEVICE_CHECK_URL: host.url,
    OUTBOUND_ALLOW: host.address,
    ATTESTATION_APPS: JSON.stringify([
      play(android, '-one'),
      {
        ...play(otherAndroid, '-two'),
        minimumVersion: 43,
        deviceVerdict: 'MEETS_STRONG_INTEGRITY',
        licensed: true,
      },
      { platform: 'app-attest', ...apple },
      { platform: 'app-attest', ...appleInDevelopment, environment: 'development' },
      { platform: 'device-check', ...deviceCheck, privateKey: 'device-check-one' },
    ]),
    ...change,
  };
  const created = await testServices(settings);
  services = created;
  const now = () => (services ?? created).clock.now();
  const [own, other] = [playStore(), playStore()];
  await setSecret('play-integrity-decryption-one', own.decryptionKey, created);
  await setSecret('play-integrity-verification-one', own.verificationKey, created);
  await setSecret('play-integrity-decryption-two', other.decryptionKey, created);
  await setSecret('play-integrity-verification-two', other.verificationKey, created);
  await setSecret('device-check-one', host.privateKey, created);

  const challenge = async () => (await issueChallenge(created)).challenge;
  return {
    services: created,
    settings,
    play: own,
    otherPlay: other,
    authority,
    host,
    challenge,
    async playEvidence(change = () => undefined, app = android) {
      const issued = await challenge();
      const payload = verdict(app, requestHash.register(issued), now());
      change(payload);
      const token = await (app === android ? own : other).token(payload);
      return { platform: 'play-integrity', appId: app.appId, challenge: issued, token };
    },
    async appleEvidence(options = {}) {
      const issued = await challenge();
      const enclave = await authority.attest({
        appId: apple.appId,
        clientDataHash: requestHash.register(issued),
        ...options,
      });
      const { keyId, attestation } = enclave;
      const evidence = {
        platform: 'app-attest',
        appId: apple.appId,
        challenge: issued,
        keyId,
        attestation,
      } as const;
      return { evidence, enclave };
    },
    async deviceCheckEvidence() {
      const token = randomBytes(64).toString('base64');
      host.validTokens.add(token);
      return { platform: 'device-check', appId: deviceCheck.appId, challenge: await challenge(), token };
    },
  };
}

const play = ({ appId, certificate }: typeof android, suffix: string) => ({
  platform: 'play-integrity',
  appId,
  certificates: [certificate],
  decryptionKey: `play-integrity-decryption${suffix}`,
  verificationKey: `play-integrity-verification${suffix}`,
});

/** Replaces the response of Apple until the test has finished. */
export function stubAppleResponse(host: DeviceCheckHost, status: number, body = ''): void {
  host.stubbedResponse = { status, body };
  onTestFinished(() => {
    host.stubbedResponse = undefined;
  });
}

/** The error code of a rejection, or 'accepted'. */
export const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'accepted',
    (error: ConveyorError) => error.code ?? error,
  );

export const asHeader = (evidence: Evidence | object): string =>
  Buffer.from(JSON.stringify(evidence)).toString('base64url');
