import { z } from 'zod';
import type { Slot } from '../release/release.ts';
import { az } from './az.ts';
import { deploymentName, groupOf, type Landscape, readLandscape, settingOf } from './landscape.ts';

const deploymentsSchema = z.array(z.object({ name: z.string() }));

/** The versions of the slots, as the parameter files read them from the environment. Empty before the first deployment. */
export async function runningVersions(name: string): Promise<{ VERSION: string; STAGED_VERSION: string }> {
  const none = { VERSION: '', STAGED_VERSION: '' };
  const deployments = deploymentsSchema.parse(
    await az('deployment group list', { 'resource-group': groupOf(name) }),
  );
  if (!deployments.some((each) => each.name === deploymentName)) return none;
  const landscape = await readLandscape(name);
  if (landscape.packages === '') return none;
  return {
    VERSION: await versionOf(landscape, 'production'),
    STAGED_VERSION: await versionOf(landscape, 'staging'),
  };
}

/** The version of a slot, from the address of its package. @throws Error if the apps have different versions */
async function versionOf(landscape: Landscape, slot: Slot): Promise<string> {
  const versions = new Set<string>();
  for (const name of landscape.apps.flatMap((names) => Object.values(names))) {
    const address = await settingOf(landscape, name, slot, 'WEBSITE_RUN_FROM_PACKAGE');
    versions.add(address?.match(/conveyor-[a-z]+-(.+)\.zip$/)?.[1] ?? '');
  }
  if (versions.size > 1)
    throw new Error(
      `The apps in ${slot} have different versions (${[...versions].join(', ')}). Finish the release or roll it back first.`,
    );
  return [...versions][0] ?? '';
}
