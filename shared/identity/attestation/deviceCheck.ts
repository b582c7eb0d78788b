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
/**
 * Unauthenticated callers can trigger calls to Apple. Calls above this limit fail with a retryable error. The configured apps
 * share the places evenly, so that a flood for one app leaves the others theirs.
 */
const maximumConcurrentCalls = 50;
const calls = new Map<string, number>();
/** Calls by token: repeated requests with one token share a call. */
const pending = new Map<string, Promise<void>>();
/** A larger difference to Apple's clock, in ms, can be the reason for a refusal. */
const maximumClockDifference = 300_000;

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
  const name = `${app.appId} ${token}`;
  let call = pending.get(name);
  if (!call) {
    call = askApple(token, key, app, services).finally(() => pending.delete(name));
    pending.set(name, call);
  }
  await call;
  return { platform: 'device-check', appId: app.appId };
}

async function askApple(
  token: string,
  key: KeyObject,
  app: DeviceCheckApp,
  services: VerifierServices,
): Promise<void> {
  const { appId } = app;
  const sharers = services.config.attestationApps.filter(
    ({ platform }) => platform === 'device-check',
  ).length;
  const open = calls.get(appId) ?? 0;
  if (open >= Math.max(1, Math.floor(maximumConcurrentCalls / sharers))) throw unavailable();
  calls.set(appId, open + 1);
  try {
    checkResponse(await validateToken(token, await providerToken(key, app, services), services), services);
  } finally {
    calls.set(appId, (calls.get(appId) ?? 1) - 1);
  }
}

interface AppleResponse {
  status: number;
  text: string;
  /** Apple's clock when it responded, ms since the epoch. */
  time: number;
}

async function validateToken(
  token: string,
  authorization: string,
  { config, clock, random, outbound }: VerifierServices,
): Promise<AppleResponse> {
  try {
    const { status, bytes, headers } = await outbound.fetch(
      `${config.deviceCheckUrl}/v1/validate_device_token`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${authorization}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          device_token: token,
          transaction_id: v4({ random: random.bytes(16) }),
          timestamp: clock.now().getTime(),
        }),
        maximumBytes,
        seconds,
      },
    );
    const time = Date.parse(headers.get('date') ?? '');
    return { status, text: Buffer.from(bytes).toString('utf8'), time };
  } catch (error) {
    if (!(error instanceof ConveyorError)) throw error;
    throw error.code === 'address_not_allowed'
      ? new ConveyorError('misconfigured', { cause: error })
      : unavailable(error);
  }
}

/**
 * Apple responds 200 to a valid token, 400 to an invalid one or to a request with a wrong time, and 401 or 400 to an invalid
 * provider token, whose time is checked too.
 */
function checkResponse({ status, text, time }: AppleResponse, { log, clock }: VerifierServices): void {
  if (status === 200) return;
  const difference = Math.abs(clock.now().getTime() - time);
  const facts = { status, secondsFromApple: Math.round(difference / 1000) };
  if (status === 401 || status === 403 || /authorization token/i.test(text)) {
    log.error(
      'DeviceCheck rejected the provider token. Check keyId and privateKey of the app in ATTESTATION_APPS, and the clock.',
      facts,
    );
    throw new ConveyorError('misconfigured');
  }
  const isOurClock =
    /time ?stamp/i.test(text) || (difference > maximumClockDifference && !/bad device token/i.test(text));
  if (status === 400 && isOurClock) {
    log.error('DeviceCheck rejected the time of a request. Check the clock of this machine.', facts);
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
