/** Simulates the death of the process. */
export class Crash extends Error {}

/**
 * Wraps objects so that the process seems to die at a point: before (2n) or after (2n + 1) the n-th call of any of them. All
 * later calls fail too, because a dead process makes no calls.
 */
export function crashing(point: number): { wrap: <T extends object>(target: T) => T; passed: () => number } {
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
  return { wrap, passed: () => passed };
}
