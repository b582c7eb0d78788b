import { createHmac } from 'node:crypto';
import { ConveyorError, type ErrorCode } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import { activeSecrets } from '../identity/credentials/overlap.ts';
import { unseal } from '../identity/seal.ts';
import type { WebhookServices } from './services.ts';
import { webhookSecretsOf } from './webhookSecret.ts';

export interface Webhook {
  /** The same for every attempt, so that a receiver can detect duplicates. */
  id: string;
  url: string;
  /** The caller whose secrets sign. */
  owner: Owner;
  /** Headers besides those of the signature, which precede them; names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
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
 * Sends a webhook, signed with every active secret of the caller (Standard Webhooks 1.0). Does not follow redirects.
 * Errors of the receiver are returned, not thrown.
 * @throws errors of this app: the host is draining, or a dependency is unavailable
 */
export async function sendWebhook(
  { id, url, owner, headers, body }: Webhook,
  services: WebhookServices,
): Promise<DeliveryResult> {
  const { clock, config, outbound, draining } = services;
  const now = clock.now();
  const timestamp = Math.floor(now.getTime() / 1000);
  const signed = { id, timestamp, body };
  const secrets = await secretsOf(owner, now, services);
  const signatures = secrets.map((secret) => sign(signed, secret));
  if (signatures.length === 0) return { error: 'webhook_secret_missing', milliseconds: 0 };
  const began = performance.now();
  const passed = () => Math.round(performance.now() - began);
  try {
    const { status } = await outbound.fetch(url, {
      method: 'POST',
      headers: {
        ...headers,
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
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

/** The secrets that sign now. */
async function secretsOf(owner: Owner, now: Date, services: WebhookServices): Promise<string[]> {
  const stored = await services.webhookSecrets.read(webhookSecretsOf(owner), owner.callerId);
  const active = activeSecrets(stored?.record.secrets ?? [], now);
  return Promise.all(
    active.map(({ sealed }) => unseal(sealed, { key: 'webhook-key', owner: owner.callerId }, services)),
  );
}

/** Signs the bytes of a body. The library of Standard Webhooks signs only text. */
function sign(
  { id, timestamp, body }: { id: string; timestamp: number; body: string | Uint8Array },
  secret: string,
) {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}
