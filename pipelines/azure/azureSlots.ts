import type { Release } from '../../build/release.ts';
import type { Slot, Slots } from '../release/release.ts';
import { testSlot } from '../release/testSlot.ts';
import { az } from './az.ts';
import { type AppRole, type Landscape, rolesInOrder, slotOf, urlsOf } from './landscape.ts';
import type { PackageStore } from './packageStore.ts';
import { smokeSecrets } from './smokeSecrets.ts';

/** An app of a role in a location. */
interface AzureApp {
  role: AppRole;
  name: string;
}

/**
 * The slots of a landscape in Azure.
 * @param releaseOf the release whose packages must run in a slot; undefined accepts any
 */
export function azureSlots(
  landscape: Landscape,
  packages: PackageStore,
  releaseOf: Record<Slot, Release | undefined>,
  patienceSeconds: number,
): Slots<AzureApp> {
  return {
    apps: rolesInOrder.flatMap((role) => landscape.apps.map((names) => ({ role, name: names[role] }))),
    nameOf: ({ name }) => name,
    stage: async ({ role, name }) => {
      const { version } = releaseOf.staging ?? {};
      if (version === undefined) throw new Error('There is no release to stage.');
      // Changing the setting restarts the slot.
      await az('functionapp config appsettings set', {
        ...slotOf(landscape, name, 'staging'),
        settings: `WEBSITE_RUN_FROM_PACKAGE=${packages.addressOf(role, version)}`,
      });
    },
    test: async (slot) => {
      const secrets = await smokeSecrets(landscape, patienceSeconds);
      for (const names of landscape.apps)
        await testSlot(await urlsOf(landscape, names, slot), releaseOf[slot], secrets);
    },
    swap: async ({ name }) => {
      await az('functionapp deployment slot swap', {
        ...slotOf(landscape, name, 'staging'),
        'target-slot': 'production',
      });
    },
  };
}
