import { expect, test } from 'vitest';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import { graceSeconds, sweepExposure } from '../../../shared/exposure/export/sweep.ts';
import type { Services } from '../../../shared/services.ts';
import type { TestServices } from '../../harness/services.ts';
import { daysAgo, exportServices, keyOf, region, store } from './world.ts';

// What docs/cost.md says an export does to Cosmos DB, to storage and to the vault.

const counted = ['exposureKeys', 'exportManifests', 'regions', 'exports', 'vault'] as const;

/** The same services, with what they do counted: `create exports` → how often. */
function counting(services: TestServices): { services: Services; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  const wrap = <T extends object>(target: T, name: string): T =>
    new Proxy(target, {
      get: (object, property) => {
        const value: unknown = Reflect.get(object, property, object);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const key = `${String(property)} ${name}`;
          counts[key] = (counts[key] ?? 0) + 1;
          return value.apply(object, given);
        };
      },
    });
  const wrapped = Object.fromEntries(counted.map((name) => [name, wrap(services[name], name)]));
  return { services: { ...services, ...wrapped }, counts };
}

test('a window of any size, a run with nothing to do, and a sweep', async () => {
  const services = await exportServices();
  const at = await region(services);
  const asked = { region: at.id };
  // A region's first run counts the two weeks before it: that is once.
  await runExports(asked, services);
  services.clock.advance({ days: 1 });
  await store(
    [1, 2, 3, 4, 5].map(() => keyOf(at, daysAgo(1, services))),
    services,
  );

  const window = counting(services);
  await runExports(asked, window.services);
  expect(window.counts).toEqual({
    'query regions': 1,
    'query exportManifests': 3,
    // New keys and revised ones, of this window and once more of the one before it.
    'query exposureKeys': 4,
    'create exportManifests': 1,
    'replace exportManifests': 1,
    // New keys and revised ones: a request for each 2,000 keys.
    'pages exposureKeys': 2,
    'current vault': 1,
    'version vault': 1,
    'head exports': 1,
    'create exports': 1,
    'read exports': 2,
    'replace exports': 2,
  });

  const idle = counting(services);
  await runExports(asked, idle.services);
  expect(idle.counts).toEqual({ 'query regions': 1, 'query exportManifests': 3, 'read exports': 2 });

  services.clock.advance({ days: 15 });
  await sweepExposure(services);
  services.clock.advance({ seconds: graceSeconds });
  const sweep = counting(services);
  const { keys, manifests } = await sweepExposure(sweep.services);
  expect(keys).toBe(5);
  expect(sweep.counts).toEqual({
    'query exportManifests': 4,
    'query exposureKeys': 2 * manifests + 1,
    'delete exports': 1,
    'delete exportManifests': manifests,
    'delete exposureKeys': 5,
  });
});
