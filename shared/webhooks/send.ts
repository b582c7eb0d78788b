import { ConveyorError, type ErrorCode } from '../errors.ts';
import { unseal } from '../identity/seal.ts';
import type { Services } from '../services.ts';
import { signing } from './webhookSecret.ts';

/** What a receiver is told. */
export interface Webhook {
  /** The same for every try, so that a receiver knows a duplicate. */
  id: string;
  url: string;
  /** Whose secret signs. */
  deviceId: string;
  payload: object;
}

/** What came of one try. */
export interface Sent {
  status?: number;
  error?: ErrorCode;
  milliseconds: number;
}

/** More than any confirmation says. */
const maximumBytes = 1024 * 1024;

/**
 * Sends a webhook, signed after Standard Webhooks 1.0 with every secret of the device that is valid now; redirects are not
 * followed. What the address does wrong is told, not thrown.
 * @throws what lies with this app: the host stops, a service is away
 */
export async function sendWebhook(
  { id, url, deviceId, payload }: Webhook,
  services: Services,
): Promise<Sent> {
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
  services: Services,
): Promise<string[]> {
  const [{ Webhook: Signer }, stored] = await Promise.all([
    import('standardwebhooks'),
    services.devices.read([deviceId], deviceId),
  ]);
  const valid = signing(stored?.record.webhookSecrets ?? [], now);
  const secrets = await Promise.all(
    valid.map(({ sealed }) => unseal(sealed, { key: 'webhook-key', owner: deviceId }, services)),
  );
  return secrets.map((secret) => new Signer(secret).sign(id, now, body));
}
