import { ConveyorError } from '../errors.ts';
import type { CallerOf } from '../identity/authenticate.ts';
import { seal } from '../identity/seal.ts';
import type { Services } from '../services.ts';
import { overlapHours, signing, type WebhookSecret } from './webhookSecret.ts';

/** A new secret, as it is shown once. */
export interface NewSecret {
  /** `whsec_` and 256 random bits in base64, as Standard Webhooks writes it. */
  secret: string;
  createdAt: string;
  /** Until when the one before signs too, if there was one. */
  previousExpiresAt?: string;
}

/** How often it is tried while others of the same device write. */
const rounds = 5;

/** Makes a webhook secret for a device. The one before signs beside it for a day; what was before that ends at once. */
export async function rotateSecret({ deviceId }: CallerOf<'device'>, services: Services): Promise<NewSecret> {
  const { devices, clock, random } = services;
  const secret = `whsec_${random.bytes(32).toString('base64')}`;
  const sealed = await seal(secret, { key: 'webhook-key', owner: deviceId }, services);
  for (let round = 0; round < rounds; round++) {
    const stored = await devices.read([deviceId], deviceId);
    if (!stored) throw new ConveyorError('unauthorized');
    const now = clock.now();
    const createdAt = now.toISOString();
    const expiresAt = new Date(now.getTime() + overlapHours * 3_600_000).toISOString();
    const [present] = signing(stored.record.webhookSecrets ?? [], now);
    const before: WebhookSecret[] = present ? [{ ...present, expiresAt }] : [];
    const value: WebhookSecret[] = [{ sealed, createdAt }, ...before];
    const written = await devices.patch(
      [deviceId],
      deviceId,
      [{ op: 'set', path: '/webhookSecrets', value }],
      { etag: stored.etag },
    );
    if (written) return { secret, createdAt, ...(present && { previousExpiresAt: expiresAt }) };
  }
  throw new ConveyorError('unavailable', { headers: { 'retry-after': '1' } });
}
