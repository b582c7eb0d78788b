import { createHash } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { verifyAppAttest } from './appAttest.ts';
import { verifyAssertion } from './appAttestAssertion.ts';
import type { AttestationApp, Platform } from './apps.ts';
import { checkChallenge } from './challenge.ts';
import { verifyDeviceCheck } from './deviceCheck.ts';
import type { Evidence, EvidenceOf } from './evidence.ts';
import { verifyPlayIntegrity } from './playIntegrity.ts';
import { raiseCounter } from './raiseCounter.ts';
import { redeem } from './redeem.ts';
import type { Attested } from './verifier.ts';

/** What is to be verified. */
export interface AttestationRequest {
  evidence: Evidence;
  /** What the evidence must be bound to, of its own challenge: see requestHash.ts. */
  requestHash: Buffer;
  /** The device that an assertion may come from: who authenticated, and what its record keeps. */
  device?: { id: string; attestation: Attested | undefined };
}

type App<Kind extends Platform> = Extract<AttestationApp, { platform: Kind }>;
type Verifier<Kind extends Platform> = (
  evidence: EvidenceOf<Kind>,
  request: AttestationRequest,
  app: App<Kind>,
  services: Services,
) => Promise<Verified>;

/** What was verified, and what is to be used up by it. */
interface Verified {
  attested: Attested;
  /** Used up beside the challenge. */
  once?: { id: string; seconds: number };
  /** Done when all of it is used up. */
  finish?: () => Promise<void>;
}

/** How long a token of DeviceCheck is remembered: Apple does not say how long it is good. */
const deviceTokenSeconds = 86_400;

const verifiers: { [Kind in Platform]: Verifier<Kind> } = {
  'play-integrity': async (evidence, { requestHash }, app, services) => ({
    attested: await verifyPlayIntegrity(evidence, requestHash, app, services),
  }),
  'app-attest': async ({ keyId, attestation, assertion }, { requestHash, device }, app, services) => {
    if (keyId !== undefined && attestation !== undefined)
      return { attested: await verifyAppAttest({ keyId, attestation }, requestHash, app, services) };
    const known = device?.attestation;
    if (!device || !known?.key || assertion === undefined)
      throw new ConveyorError('attestation_invalid', {
        detail: 'An assertion is taken only from a device that was registered with App Attest.',
      });
    if (known.appId !== app.appId) throw new ConveyorError('attestation_wrong_app');
    const { key } = known;
    const counter = await verifyAssertion(assertion, requestHash, key, app);
    return {
      attested: { ...known, key: { ...key, counter } },
      finish: () => raiseCounter(device.id, key, counter, services),
    };
  },
  'device-check': async (evidence, _, app, services) => ({
    attested: await verifyDeviceCheck(evidence, app, services),
    // Nothing in it is bound to the challenge, and its text can be written in several ways: its bytes are what counts.
    once: {
      id: `token-${createHash('sha256').update(Buffer.from(evidence.token, 'base64')).digest('base64url')}`,
      seconds: deviceTokenSeconds,
    },
  }),
};

/**
 * Verifies what a phone shows, then uses up its challenge, in this order: what is refused uses up nothing and writes
 * nothing. Who dies after the challenge was used up begins anew with another one; who sends the same again is refused. A
 * counter is compared last of all, so that the same assertion again is told to be a replay.
 * @throws ConveyorError `attestation_…`: see the catalogue; `misconfigured`
 */
export async function verifyAttestation(request: AttestationRequest, services: Services): Promise<Attested> {
  const { evidence } = request;
  const app = appOf(evidence, services);
  const expires = await checkChallenge(evidence.challenge, services);
  // The table's key is the evidence's own platform, which TypeScript cannot follow.
  const verify = verifiers[evidence.platform] as Verifier<Platform>;
  const { attested, once, finish } = await verify(evidence, request, app, services);
  if (once) await redeem(once.id, Math.floor(services.clock.now().getTime() / 1000) + once.seconds, services);
  await redeem(evidence.challenge, expires, services);
  await finish?.();
  return attested;
}

function appOf({ platform, appId }: Evidence, { config, log }: Services): AttestationApp {
  if (config.attestationApps.length === 0) {
    log.error('An attestation is asked for, and ATTESTATION_APPS names no app.');
    throw new ConveyorError('misconfigured');
  }
  const app = config.attestationApps.find((each) => each.platform === platform && each.appId === appId);
  if (!app) throw new ConveyorError('attestation_wrong_app');
  return app;
}
