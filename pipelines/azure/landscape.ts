import { z } from 'zod';
import type { Slot } from '../release/release.ts';
import { az } from './az.ts';

/** In this order slots are swapped: what receives messages before what sends them. */
export const rolesInOrder = ['convert', 'batch', 'admin', 'api'] as const;
export type AppRole = (typeof rolesInOrder)[number];

const output = <T extends z.ZodType>(value: T) => z.object({ value });
const outputsSchema = z.object({
  apiUrl: output(z.url()),
  vaultName: output(z.string()),
  packages: output(z.string()),
  apps: output(z.array(z.record(z.enum(rolesInOrder), z.string()))),
});

/** A deployed landscape or stamp: the outputs of infra/main.bicep. */
export interface Landscape {
  /** The resource group. */
  group: string;
  /** Public address of the API. */
  apiUrl: string;
  vaultName: string;
  /** Address to which packages are uploaded; empty on Flex Consumption, which has no slots. */
  packages: string;
  /** The names of the apps in each location. */
  apps: Record<AppRole, string>[];
}

/** The name of the deployment of infra/main.bicep in its resource group. */
export const deploymentName = 'conveyor';

/** The resource group of a landscape or stamp. */
export const groupOf = (name: string): string => `conveyor-${name}`;

/** @throws Error if the landscape is not deployed */
export async function readLandscape(name: string): Promise<Landscape> {
  const group = groupOf(name);
  const outputs = await az('deployment group show', {
    name: deploymentName,
    'resource-group': group,
    query: 'properties.outputs',
  });
  const { data, error } = outputsSchema.safeParse(outputs);
  if (!data)
    throw new Error(`The deployment ${deploymentName} of ${group} lacks outputs: ${z.prettifyError(error)}`);
  return {
    group,
    apiUrl: data.apiUrl.value,
    vaultName: data.vaultName.value,
    packages: data.packages.value.replace(/\/+$/, ''),
    apps: data.apps.value as Record<AppRole, string>[],
  };
}

/** The options that name a slot of an app. */
export const slotOf = ({ group }: Landscape, name: string, slot: Slot): Record<string, string> => ({
  'resource-group': group,
  name,
  ...(slot === 'staging' && { slot }),
});

/** The value of a setting of a slot; undefined if it is not set. */
export async function settingOf(
  landscape: Landscape,
  app: string,
  slot: Slot,
  setting: string,
): Promise<string | undefined> {
  const query = `[?name=='${setting}'].value | [0]`;
  const value = await az('functionapp config appsettings list', { ...slotOf(landscape, app, slot), query });
  return z.string().nullish().parse(value) ?? undefined;
}

/** The addresses of one slot of the apps of a location, by role. */
export async function urlsOf(
  landscape: Landscape,
  names: Landscape['apps'][number],
  slot: Slot,
): Promise<Record<AppRole, string>> {
  const urls = rolesInOrder.map(async (role) => {
    const options = { ...slotOf(landscape, names[role], slot), query: 'defaultHostName' };
    return [role, `https://${z.string().parse(await az('functionapp show', options))}`];
  });
  return Object.fromEntries(await Promise.all(urls));
}
