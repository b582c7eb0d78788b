import { countDevices } from '../identity/countDevices.ts';
import { type CounterAddress, organisationCounter } from '../tenancy/quotas/counter.ts';
import type { Recounts } from '../tenancy/quotas/recount.ts';
import type { JobServices } from './services.ts';
import { storedBytesOfAll } from './storedBytes.ts';

/** How the amounts of a counter that exist now are counted from the records. */
export function recountsOf(address: CounterAddress, services: JobServices): Recounts {
  const [organisationId] = address.partition;
  const isOfOrganisation = address.id === organisationCounter(organisationId).id;
  return {
    stored_bytes: () => storedBytesOfAll(address, services),
    ...(isOfOrganisation && { registered_devices: () => countDevices(organisationId, services) }),
  };
}
