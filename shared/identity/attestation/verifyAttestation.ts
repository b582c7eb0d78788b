import { createHash } from 'node:crypto';
import { ConveyorError } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';
import { verifyAppAttest } from './appAttest.ts';
import { verifyAssertion } from './appAttestAssertion.ts';
import type { AttestationApp, Platform, Purpose } from './apps.ts';
import type { Attested, VerifiedApp } from './attested.ts';
import { checkChallenge } from './challenge.ts';
import { verifyDeviceCheck } from './deviceCheck.ts';
import type { Evidence, EvidenceOf } from './evidence.ts';
import { verifyPlayIntegrity } from './playIntegrity.ts';
import { raiseCounter } from './raiseCounter.ts';
import { assertUnused, redeem } from './redeem.ts';

/** The input of verifyAttestation. */
export interface AttestationRequest {
  evidence: Evidence;
  purpose: Purpose;
  /** The platforms that are allowed for this request; default: all. */
  platforms?: readonly Platform[];
  /** The hash to which the evidence must be bound, computed with its own challenge: see requestHash.ts. */
  requestHash: Buffer;
  /** The authenticated device of an assertion, and the attestation in its record. */
  device?: { id: string; attestation: Attested | undefined };
}

type App<Kind extends Platform> = Extract<AttestationApp, { platform: Kind }>;
type Verifier<Kind extends Platform> = (
  evidence: EvidenceOf<Kind>,
  request: AttestationRequest,
  app: App<Kind>,
  services: IdentityServices,
) => Promise<Verified>;

interface Verified {
  attested: VerifiedApp;
  /** A token to redeem in addition to the challenge. */
  redeemable?: { id: string; seconds: number };
  /** Raises the counter of the key. */
  raise?: () => Promise<void>;
}

/** How long the use of a DeviceCheck token is recorded. Apple does not document the lifetime of a token. */
const deviceTokenSeconds = 86_400;

const verifiers: { [Kind in Platform]: Verifier<Kind> } = {
  'play-integrity': async (evidence, { requestHash }, app, services) => ({
    attested: await verifyPlayIntegrity(evidence, requestHash, app, services),
  }),
  'app-attest': async ({ keyId, attestation, assertion }, { requestHash, device }, app, services) => {
    if (keyId !== undefined && attestation !== undefined)
      return { attested: await verifyAppAttest({ keyId, attestation }, requestHash, app, services) };
    const registered = device?.attestation;
    if (!device || !registered?.key || assertion === undefined)
      throw new ConveyorError('attestation_invalid', {
        detail: 'An assertion requires a device that was registered with App Attest.',
      });
    if (registered.appId !== app.appId) throw new ConveyorError('attestation_wrong_app');
    const { key } = registered;
    const counter = await verifyAssertion(assertion, requestHash, key, app);
    return {
      attested: { ...registered, key: { ...key, counter } },
      raise: () => raiseCounter(device.id, key, counter, services),
    };
  },
  'device-check': async (evidence, _, app, services) => {
    // The token is not bound to the challenge, so its use is recorded too: by its bytes, which have several base64 texts.
    const bytes = Buffer.from(evidence.token, 'base64');
    const id = `token-${createHash('sha256').update(bytes).digest('base64url')}`;
    // Apple is not asked about a used token, nor for a used challenge.
    await assertUnused([evidence.challenge, id], services);
    return {
      attested: await verifyDeviceCheck(evidence, app, services),
      redeemable: { id, seconds: deviceTokenSeconds },
    };
  },
};

/**
 * Verifies the evidence of a phone, raises its counter, then redeems its challenge, in this order: rejected evidence uses up no
 * challenge and writes nothing. If the process dies in between, the client must start over with a new challenge.
 * @throws ConveyorError `attestation_…`: see the catalogue; `misconfigured`
 */
export async function verifyAttestation(
  request: AttestationRequest,
  services: IdentityServices,
): Promise<VerifiedApp> {
  const { evidence } = request;
  const app = appOf(request, services);
  const expires = await checkChallenge(evidence.challenge, services);
  // The verifier is selected by the platform of the evidence; TypeScript cannot infer that the types match.
  const verify = verifiers[evidence.platform] as Verifier<Platform>;
  const { attested, redeemable, raise } = await verify(evidence, request, app, services);
  await raise?.().catch(async (error: unknown) => {
    // A repeated assertion is reported as such.
    await assertUnused([evidence.challenge], services);
    throw error;
  });
  const now = Math.floor(services.clock.now().getTime() / 1000);
  if (redeemable) await redeem(redeemable.id, now + redeemable.seconds, services);
  await redeem(evidence.challenge, expires, services);
  return attested;
}

function appOf(
  { evidence: { platform, appId }, purpose, platforms }: AttestationRequest,
  { config, log }: Pick<IdentityServices, 'config' | 'log'>,
): AttestationApp {
  if (config.attestationApps.length === 0) {
    log.error('An attestation is required, but ATTESTATION_APPS is empty.');
    throw new ConveyorError('misconfigured');
  }
  const app = config.attestationApps.find((each) => each.platform === platform && each.appId === appId);
  const isAllowed = (app?.purposes?.includes(purpose) ?? true) && (platforms?.includes(platform) ?? true);
  if (!app || !isAllowed) throw new ConveyorError('attestation_wrong_app');
  return app;
}
