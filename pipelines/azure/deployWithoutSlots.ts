import { join } from 'node:path';
import type { Release } from '../../build/release.ts';
import { testSlot } from '../release/testSlot.ts';
import { az } from './az.ts';
import { type Landscape, rolesInOrder, urlsOf } from './landscape.ts';
import { smokeSecrets } from './smokeSecrets.ts';

/**
 * Deploys a release to a landscape without slots, on Flex Consumption, and tests it.
 * @param folder with the packages
 * @throws Error if a deployment or a test fails; the new version stays deployed
 */
export async function deployWithoutSlots(
  landscape: Landscape,
  release: Release,
  folder: string,
  patienceSeconds: number,
): Promise<void> {
  const { group: resourceGroup, apps } = landscape;
  for (const role of rolesInOrder)
    for (const names of apps) {
      const { file } = release.packages.find((each) => each.role === role) ?? {};
      if (file === undefined) throw new Error(`The release has no package of the role ${role}.`);
      await az('functionapp deployment source config-zip', {
        'resource-group': resourceGroup,
        name: names[role],
        src: join(folder, file),
      });
      console.log(`${names[role]}: version ${release.version} is deployed.`);
    }
  const secrets = await smokeSecrets(landscape, patienceSeconds);
  for (const names of apps) await testSlot(await urlsOf(landscape, names, 'production'), release, secrets);
}
