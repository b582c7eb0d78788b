import { charge, refund } from '../tenancy/quotas/charge.ts';
import { organisationCounter } from '../tenancy/quotas/counter.ts';
import type { IdentityServices } from './services.ts';

/** The number of devices of an organisation. */
export async function countDevices(
  organisationId: string,
  { devices }: Pick<IdentityServices, 'devices'>,
): Promise<number> {
  const counts = devices.query<number>({
    text: 'SELECT VALUE COUNT(1) FROM c WHERE c.organisationId = @organisation',
    parameters: { organisation: organisationId },
  });
  // Cosmos DB may return partial counts in several rows.
  return (await Array.fromAsync(counts)).reduce((sum, count) => sum + count, 0);
}

/** Counts a device that is about to be registered. @throws ConveyorError `quota_exceeded` */
export async function chargeDevice(organisationId: string, services: IdentityServices): Promise<void> {
  await charge(organisationCounter(organisationId), { registered_devices: 1 }, services, {
    registered_devices: () => countDevices(organisationId, services),
  });
}

/** Stops counting devices that were deleted, or not registered. */
export async function releaseDevices(
  organisationId: string,
  count: number,
  services: IdentityServices,
): Promise<void> {
  const { clock } = services;
  await refund(organisationCounter(organisationId), { registered_devices: count }, clock.now(), services);
}
