import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { ConveyorError } from '../../../shared/errors.ts';
import { issueChallenge } from '../../../shared/identity/attestation/challenge.ts';
import type { Evidence, EvidenceOf } from '../../../shared/identity/attestation/evidence.ts';
import { requestHash } from '../../../shared/identity/attestation/requestHash.ts';
import { setSecret } from '../../harness/rotate.ts';
import { type TestServices, testServices } from '../../harness/services.ts';
import { type AttestOptions, appleAuthority, type Enclave } from './appleAuthority.ts';
import { type DeviceCheckHost, deviceCheckHost } from './deviceCheckHost.ts';
import { type PlayStore, playStore, verdict } from './playStore.ts';

/** The apps that are let in. */
export const android = { appId: 'com.example.app', certificate: randomBytes(32).toString('base64url') };
export const otherAndroid = {
  appId: 'com.example.other',
  certificate: randomBytes(32).toString('base64url'),
};
export const apple = { appId: 'TEAM123456.com.example.app' };
export const appleInDevelopment = { appId: 'TEAM123456.com.example.dev' };
export const deviceCheck = { appId: 'TEAM123456.com.example.old', keyId: 'KEY1234567' };

/** An app that knows all of them, with the authorities that vouch for them. */
export interface World {
  services: TestServices;
  settings: Record<string, string>;
  play: PlayStore;
  otherPlay: PlayStore;
  authority: Awaited<ReturnType<typeof appleAuthority>>;
  host: DeviceCheckHost;
  challenge(): Promise<string>;
  /** Evidence for a registration, as an honest phone makes it; what is given is otherwise. */
  playEvidence(
    change?: (payload: ReturnType<typeof verdict>) => void,
    app?: typeof android,
  ): Promise<EvidenceOf<'play-integrity'>>;
  appleEvidence(
    options?: Partial<AttestOptions>,
  ): Promise<{ evidence: EvidenceOf<'app-attest'>; enclave: Enclave }>;
  deviceCheckEvidence(): Promise<EvidenceOf<'device-check'>>;
}

/** @param change settings over the usual ones */
export async function attestationWorld(change: Record<string, string> = {}): Promise<World> {
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
  const made = await testServices(settings);
  services = made;
  const now = () => (services ?? made).clock.now();
  const [own, other] = [playStore(), playStore()];
  await setSecret('play-integrity-decryption-one', own.decryptionKey, made);
  await setSecret('play-integrity-verification-one', own.verificationKey, made);
  await setSecret('play-integrity-decryption-two', other.decryptionKey, made);
  await setSecret('play-integrity-verification-two', other.verificationKey, made);
  await setSecret('device-check-one', host.privateKey, made);

  const challenge = async () => (await issueChallenge(made)).challenge;
  return {
    services: made,
    settings,
    play: own,
    otherPlay: other,
    authority,
    host,
    challenge,
    async playEvidence(change = () => undefined, app = android) {
      const given = await challenge();
      const payload = verdict(app, requestHash.register(given), now());
      change(payload);
      const token = await (app === android ? own : other).token(payload);
      return { platform: 'play-integrity', appId: app.appId, challenge: given, token };
    },
    async appleEvidence(options = {}) {
      const given = await challenge();
      const enclave = await authority.attest({
        appId: apple.appId,
        clientDataHash: requestHash.register(given),
        ...options,
      });
      const { keyId, attestation } = enclave;
      const evidence = {
        platform: 'app-attest',
        appId: apple.appId,
        challenge: given,
        keyId,
        attestation,
      } as const;
      return { evidence, enclave };
    },
    async deviceCheckEvidence() {
      const token = randomBytes(64).toString('base64');
      host.known.add(token);
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

/** Lets Apple answer so until the test has finished. */
export function answerOfApple(host: DeviceCheckHost, status: number, body = ''): void {
  host.answer = { status, body };
  onTestFinished(() => {
    host.answer = undefined;
  });
}

/** The code of a refusal, or what came instead of one. */
export const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'taken',
    (error: ConveyorError) => error.code ?? error,
  );

export const asHeader = (evidence: Evidence | object): string =>
  Buffer.from(JSON.stringify(evidence)).toString('base64url');
