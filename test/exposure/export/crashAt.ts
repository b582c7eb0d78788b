import type { Services } from '../../../shared/services.ts';

/** Simulates the death of the process. */
export class Crash extends Error {}

const stores = ['exposureKeys', 'exportManifests', 'exports', 'regions', 'vault', 'vaultKeys'] as const;

/**
 * Services that crash at a point: before (2n) or after (2n + 1) the n-th call to storage, Cosmos DB or the vault. All later
 * calls fail too, because a dead process makes no calls.
 */
export function crashAt(services: Services, point: number): { services: Services; passed: () => number } {
  let passed = 0;
  const step = () => {
    if (passed >= point) throw new Crash(`Crashed at point ${point}.`);
    passed++;
  };
  const call = async (work: () => Promise<unknown>) => {
    step();
    const result = await work();
    step();
    return result;
  };
  async function* iterate(work: () => AsyncIterable<unknown>) {
    step();
    yield* work();
    step();
  }
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name, object);
        if (typeof value !== 'function') return value;
        const isIterable = /^(query|pages|list)$/.test(String(name));
        return (...args: unknown[]) =>
          isIterable ? iterate(() => value.apply(object, args)) : call(() => value.apply(object, args));
      },
    });
  const wrapped = Object.fromEntries(stores.map((name) => [name, wrap(services[name])]));
  return { services: { ...services, ...wrapped }, passed: () => passed };
}
