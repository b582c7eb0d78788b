import { webhookSecretsOf } from '../webhooks/webhookSecret.ts';
import { releaseAttestedKey } from './attestation/attestedKeys.ts';
import { releaseDevices } from './countDevices.ts';
import type { Device } from './device.ts';
import type { IdentityServices } from './services.ts';

/** Deletes what other records hold of a device. */
export async function releaseWhatItHolds(
  { id, organisationId, attestation }: Pick<Device, 'id' | 'organisationId' | 'attestation'>,
  services: Pick<IdentityServices, 'attestedKeys' | 'webhookSecrets'>,
): Promise<void> {
  await releaseAttestedKey(attestation?.key, services);
  await services.webhookSecrets.delete(webhookSecretsOf({ organisationId, callerId: id }), id);
}

/** Deletes a device, which invalidates its token. Idempotent. */
export async function deleteDevice(deviceId: string, services: IdentityServices): Promise<void> {
  const stored = await services.devices.read([deviceId], deviceId);
  if (!stored) return;
  await releaseWhatItHolds(stored.record, services);
  if (await services.devices.delete([deviceId], deviceId))
    await releaseDevices(stored.record.organisationId, 1, services);
}
