import { ConveyorError, type ErrorCode } from '../errors.ts';
import { unseal } from '../identity/seal.ts';
import type { WebhookServices } from './services.ts';
import { activeSecrets } from './webhookSecret.ts';

export interface Webhook {
  /** The same for every attempt, so that a receiver can detect duplicates. */
  id: string;
  url: string;
  /** The device whose secrets sign. */
  deviceId: string;
  payload: object;
}

/** The outcome of one delivery attempt. */
export interface DeliveryResult {
  status?: number;
  error?: ErrorCode;
  milliseconds: number;
}

/** Limit of the response body; no confirmation needs more. */
const maximumBytes = 1024 * 1024;

/**
 * Sends a webhook, signed with every active secret of the device (Standard Webhooks 1.0). Does not follow redirects.
 * Errors of the receiver are returned, not thrown.
 * @throws errors of this app: the host is draining, or a dependency is unavailable
 */
export async function sendWebhook(
  { id, url, deviceId, payload }: Webhook,
  services: WebhookServices,
): Promise<DeliveryResult> {
  const { clock, config, outbound, draining } = services;
  const body = JSON.stringify(payload);
  const now = clock.now();
  const signatures = await sign(id, now, body, deviceId, services);
  if (signatures.length === 0) return { error: 'webhook_secret_missing', milliseconds: 0 };
  const began = performance.now();
  const passed = () => Math.round(performance.now() - began);
  try {
    const { status } = await outbound.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': signatures.join(' '),
      },
      body,
      maximumBytes,
      seconds: config.webhookSeconds,
      redirects: 0,
      signal: draining,
    });
    return { status, milliseconds: passed() };
  } catch (error) {
    if (!(error instanceof ConveyorError)) throw error;
    return { error: error.code, milliseconds: passed() };
  }
}

async function sign(
  id: string,
  now: Date,
  body: string,
  deviceId: string,
  services: WebhookServices,
): Promise<string[]> {
  const [{ Webhook: Signer }, stored] = await Promise.all([
    import('standardwebhooks'),
    services.devices.read([deviceId], deviceId),
  ]);
  const valid = activeSecrets(stored?.record.webhookSecrets ?? [], now);
  const secrets = await Promise.all(
    valid.map(({ sealed }) => unseal(sealed, { key: 'webhook-key', owner: deviceId }, services)),
  );
  return secrets.map((secret) => new Signer(secret).sign(id, now, body));
}
