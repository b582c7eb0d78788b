import type { Services } from '../../../shared/services.ts';

/** Thrown in place of a process that dies. */
export class Crash extends Error {}

const stores = ['exposureKeys', 'exportManifests', 'exports', 'regions', 'vault', 'vaultKeys'] as const;

/**
 * Services that die at a point: before or after one of their calls to storage, Cosmos or the vault. From then on every
 * call fails, as a dead process makes none. Point 2n is before the n-th call, 2n + 1 after it.
 */
export function crashing(services: Services, point: number): { services: Services; passed: () => number } {
  let passed = 0;
  const step = () => {
    if (passed >= point) throw new Crash(`It died at point ${point}.`);
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
        return (...given: unknown[]) =>
          isIterable ? iterate(() => value.apply(object, given)) : call(() => value.apply(object, given));
      },
    });
  const wrapped = Object.fromEntries(stores.map((name) => [name, wrap(services[name])]));
  return { services: { ...services, ...wrapped }, passed: () => passed };
}
