import type { Release } from '../../build/release.ts';
import type { Slots } from '../release/release.ts';
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
 * @param release whose packages are staged and must run in the tested slot; undefined stages nothing and accepts any
 */
export function azureSlots(
  landscape: Landscape,
  packages: PackageStore,
  release: Release | undefined,
  patienceSeconds: number,
): Slots<AzureApp> {
  return {
    apps: rolesInOrder.flatMap((role) => landscape.apps.map((names) => ({ role, name: names[role] }))),
    nameOf: ({ name }) => name,
    stage: async ({ role, name }) => {
      if (!release) throw new Error('There is no release to stage.');
      // Changing the setting restarts the slot.
      await az('functionapp config appsettings set', {
        ...slotOf(landscape, name, 'staging'),
        settings: `WEBSITE_RUN_FROM_PACKAGE=${packages.addressOf(role, release.version)}`,
      });
    },
    test: async (slot) => {
      const secrets = await smokeSecrets(landscape, patienceSeconds);
      for (const names of landscape.apps)
        await testSlot(await urlsOf(landscape, names, slot), release, secrets);
    },
    swap: async ({ name }) => {
      await az('functionapp deployment slot swap', {
        ...slotOf(landscape, name, 'staging'),
        'target-slot': 'production',
      });
    },
  };
}
