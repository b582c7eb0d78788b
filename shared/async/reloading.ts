import type { Clock } from '../clock.ts';

/**
 * A value that is loaded at its first use and reloaded once it is older than `seconds`. Concurrent callers share one
 * load. A load that failed is not kept: the next caller starts another one.
 */
export function reloading<T>(
  load: () => Promise<T>,
  { seconds, clock }: { seconds: number; clock: Clock },
): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | undefined;
  return () => {
    const now = clock.now().getTime();
    if (last && now - last.at < seconds * 1000) return last.value;
    const current = { at: now, value: load() };
    last = current;
    current.value.catch(() => {
      if (last === current) last = undefined;
    });
    return current.value;
  };
}

/** One reloading value for each services object, measured by its clock. */
export function reloadingPerServices<S extends { clock: Clock }, T>(
  load: (services: S) => Promise<T>,
  { seconds }: { seconds: number },
): (services: S) => Promise<T> {
  const values = new WeakMap<S, () => Promise<T>>();
  return (services) => {
    const value = values.get(services) ?? reloading(() => load(services), { seconds, clock: services.clock });
    values.set(services, value);
    return value();
  };
}
