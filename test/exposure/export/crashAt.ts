import type { Services } from '../../../shared/services.ts';
import { crashing } from '../../harness/crash.ts';

const stores = ['exposureKeys', 'exportManifests', 'exports', 'regions', 'vault', 'vaultKeys'] as const;

/** Services that crash at a point of their calls to storage, Cosmos DB and the vault. */
export function crashAt(services: Services, point: number): { services: Services; passed: () => number } {
  const { wrap, passed } = crashing(point);
  const wrapped = Object.fromEntries(stores.map((name) => [name, wrap(services[name])]));
  return { services: { ...services, ...wrapped }, passed };
}
