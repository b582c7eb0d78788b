import { z } from 'zod';
import type { SlotSecrets } from '../release/testSlot.ts';
import { az } from './az.ts';
import { type Landscape, settingOf } from './landscape.ts';

/**
 * What the smoke test of a landscape needs: the operator key, and the id of its Front Door profile, which `request` reads from the
 * environment.
 */
export async function smokeSecrets(landscape: Landscape, patienceSeconds: number): Promise<SlotSecrets> {
  const options = { 'vault-name': landscape.vaultName, name: 'operator-key', query: 'value' };
  const operatorKey = z.string().parse(await az('keyvault secret show', options));
  const [first] = landscape.apps;
  const frontDoorId = first && (await settingOf(landscape, first.api, 'production', 'FRONT_DOOR_ID'));
  if (frontDoorId) process.env.FRONT_DOOR_ID = frontDoorId;
  return {
    operatorKey,
    signingKey: 'export-signing',
    slowestSeconds: 2,
    patienceSeconds,
  };
}
