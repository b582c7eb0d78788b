import { createPrivateKey, type KeyObject } from 'node:crypto';
import { v4 } from 'uuid';
import { ConveyorError } from '../../errors.ts';
import type { DeviceCheckApp } from './apps.ts';
import type { EvidenceOf } from './evidence.ts';
import { providerToken } from './providerToken.ts';
import { vaultKey } from './vaultKey.ts';
import type { Attested, VerifierServices } from './verifier.ts';

const seconds = 10;
const maximumBytes = 4096;
/** Strangers can have us call Apple: so many calls at once, the others wait for a better moment. */
const mostAtOnce = 50;
let atOnce = 0;

/**
 * Asks Apple whether a token of DeviceCheck is one, and of an app of this team. Such a token is bound to no request and
 * tells no app: it is for devices that have no App Attest.
 * @throws ConveyorError `attestation_invalid`, `attestation_unavailable`, `misconfigured`
 */
export async function verifyDeviceCheck(
  { token }: EvidenceOf<'device-check'>,
  app: DeviceCheckApp,
  services: VerifierServices,
): Promise<Attested> {
  const key = await vaultKey(app.privateKey, p8, services);
  if (atOnce >= mostAtOnce) throw away();
  atOnce++;
  try {
    const { status, text } = await ask(token, await providerToken(key, app, services), services);
    judge(status, text, services);
  } finally {
    atOnce--;
  }
  return { platform: 'device-check', appId: app.appId };
}

async function ask(
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
      : away(error);
  }
}

/** Apple answers 200 to a token that is one; to a bad one 400; to a bad key of ours 401, or 400 with a word of it. */
function judge(status: number, text: string, { log }: VerifierServices): void {
  if (status === 200) return;
  if (status === 401 || status === 403 || /authorization token/i.test(text)) {
    log.error('DeviceCheck does not take our key.', { status });
    throw new ConveyorError('misconfigured');
  }
  if (status === 400)
    throw new ConveyorError('attestation_invalid', {
      detail: 'Apple does not know the token of the device.',
    });
  throw away(new Error(`DeviceCheck answered ${status}.`));
}

function away(cause?: unknown): ConveyorError {
  return new ConveyorError('attestation_unavailable', { cause, headers: { 'retry-after': '30' } });
}

function p8(value: string): KeyObject {
  const key = createPrivateKey(value);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('The key is not on P-256.');
  return key;
}
