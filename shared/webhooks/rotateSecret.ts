import { optimisticUpdate } from '../azure/optimisticUpdate.ts';
import { ConveyorError } from '../errors.ts';
import type { Owner } from '../identity/caller.ts';
import { activeSecrets, rotated } from '../identity/credentials/overlap.ts';
import { seal } from '../identity/seal.ts';
import type { WebhookServices } from './services.ts';
import { type WebhookSecret, webhookSecretsOf } from './webhookSecret.ts';

/** A new secret; its plain text is returned only once. */
export interface NewSecret {
  /** `whsec_` and 256 random bits in base64 (Standard Webhooks). */
  secret: string;
  createdAt: string;
  /** When the previous secret stops signing, if there was one. */
  previousExpiresAt?: string;
}

/** Creates a webhook secret for a caller. The previous secret keeps signing for 24 hours; older ones stop at once. */
export async function rotateSecret(owner: Owner, services: WebhookServices): Promise<NewSecret> {
  const { webhookSecrets, clock, random } = services;
  const { callerId, organisationId } = owner;
  const partition = webhookSecretsOf(owner);
  const secret = `whsec_${random.bytes(32).toString('base64')}`;
  const sealed = await seal(secret, { key: 'webhook-key', owner: callerId }, services);
  return optimisticUpdate({
    tries: 5,
    read: () => webhookSecrets.read(partition, callerId),
    decide: (stored) => {
      const now = clock.now();
      const createdAt = now.toISOString();
      const [current] = activeSecrets(stored?.record.secrets ?? [], now);
      const next: WebhookSecret = { sealed, createdAt };
      const { secrets, ...previous } = current ? rotated(current, next, now) : { secrets: [next] };
      const record = { id: callerId, organisationId, secrets };
      const store = () =>
        stored ? webhookSecrets.replace(partition, record, stored.etag) : webhookSecrets.create(record);
      const newSecret = { secret, createdAt, ...previous };
      return { write: async () => (await store()) && newSecret };
    },
    exhausted: () => Promise.reject(new ConveyorError('unavailable', { headers: { 'retry-after': '1' } })),
  });
}
