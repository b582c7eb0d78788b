import { createPrivateKey, type KeyObject } from 'node:crypto';
import { v4 } from 'uuid';
import { ConveyorError } from '../../errors.ts';
import type { DeviceCheckApp } from './apps.ts';
import type { Attested } from './attested.ts';
import type { EvidenceOf } from './evidence.ts';
import { providerToken } from './providerToken.ts';
import { vaultKey } from './vaultKey.ts';
import type { VerifierServices } from './verifier.ts';

const seconds = 10;
const maximumBytes = 4096;
/** Unauthenticated callers can trigger calls to Apple. Calls above this limit fail with a retryable error. */
const maximumConcurrentCalls = 50;
let concurrentCalls = 0;

/**
 * Asks Apple whether a DeviceCheck token is genuine and belongs to an app of this team. Such a token is not bound to a
 * request and does not identify the app. It is meant for devices without App Attest.
 * @throws ConveyorError `attestation_invalid`, `attestation_unavailable`, `misconfigured`
 */
export async function verifyDeviceCheck(
  { token }: EvidenceOf<'device-check'>,
  app: DeviceCheckApp,
  services: VerifierServices,
): Promise<Attested> {
  const key = await vaultKey(app.privateKey, p8, services);
  if (concurrentCalls >= maximumConcurrentCalls) throw unavailable();
  concurrentCalls++;
  try {
    const { status, text } = await validateToken(token, await providerToken(key, app, services), services);
    checkResponse(status, text, services);
  } finally {
    concurrentCalls--;
  }
  return { platform: 'device-check', appId: app.appId };
}

async function validateToken(
  token: string,
  authorization: string,
  { config, clock, random, outbound }: VerifierServices,
): Promise<{ status: number; text: string }> {
  try {
    const { status, bytes } = await outbound.fetch(`${config.deviceCheckUrl}/v1/validate_device_token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${authorization}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        device_token: token,
        transaction_id: v4({ random: random.bytes(16) }),
        timestamp: clock.now().getTime(),
      }),
      maximumBytes,
      seconds,
    });
    return { status, text: Buffer.from(bytes).toString('utf8') };
  } catch (error) {
    if (!(error instanceof ConveyorError)) throw error;
    throw error.code === 'address_not_allowed'
      ? new ConveyorError('misconfigured', { cause: error })
      : unavailable(error);
  }
}

/** Apple responds 200 to a valid token, 400 to an invalid one, and 401 or 400 to an invalid provider token. */
function checkResponse(status: number, text: string, { log }: VerifierServices): void {
  if (status === 200) return;
  if (status === 401 || status === 403 || /authorization token/i.test(text)) {
    log.error(
      'DeviceCheck rejected the provider token. Check keyId and privateKey of the app in ATTESTATION_APPS.',
      { status },
    );
    throw new ConveyorError('misconfigured');
  }
  if (status === 400)
    throw new ConveyorError('attestation_invalid', {
      detail: 'Apple rejected the DeviceCheck token.',
    });
  throw unavailable(new Error(`DeviceCheck responded with status ${status}.`));
}

function unavailable(cause?: unknown): ConveyorError {
  return new ConveyorError('attestation_unavailable', { cause, headers: { 'retry-after': '30' } });
}

function p8(value: string): KeyObject {
  const key = createPrivateKey(value);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('The key is not on P-256.');
  return key;
}
