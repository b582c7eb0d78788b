import { expect, test } from 'vitest';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import { graceSeconds, sweepExposure } from '../../../shared/exposure/export/sweepExposure.ts';
import type { Services } from '../../../shared/services.ts';
import type { TestServices } from '../../harness/services.ts';
import { daysAgo, exportServices, keyOf, region, store } from './exportFixtures.ts';

// Checks the operations in Cosmos DB, storage and vault that docs/cost.md states for an export.

const countedServices = ['exposureKeys', 'exportManifests', 'regions', 'exports', 'vault'] as const;

/** The same services with their calls counted, by names such as `create exports`. */
function countCalls(services: TestServices): { services: Services; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  const wrap = <T extends object>(target: T, name: string): T =>
    new Proxy(target, {
      get: (object, property) => {
        const value: unknown = Reflect.get(object, property, object);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          const key = `${String(property)} ${name}`;
          counts[key] = (counts[key] ?? 0) + 1;
          return value.apply(object, args);
        };
      },
    });
  const wrapped = Object.fromEntries(countedServices.map((name) => [name, wrap(services[name], name)]));
  return { services: { ...services, ...wrapped }, counts };
}

test('counts the operations of a window, a run without due windows, and a sweep', async () => {
  const services = await exportServices();
  const at = await region(services);
  const message = { region: at.id };
  // The first run of a region counts the previous two weeks, once.
  await runExports(message, services);
  services.clock.advance({ days: 1 });
  await store(
    [1, 2, 3, 4, 5].map(() => keyOf(at, daysAgo(1, services))),
    services,
  );

  const window = countCalls(services);
  await runExports(message, window.services);
  expect(window.counts).toEqual({
    'query regions': 1,
    'query exportManifests': 3,
    // New and revised keys, each published first and with an added region, of this window and again of the previous one.
    'query exposureKeys': 8,
    'create exportManifests': 1,
    'replace exportManifests': 1,
    // New and revised keys, each published first and with an added region: one request per 2,000 keys.
    'pages exposureKeys': 4,
    'current vault': 1,
    'version vault': 1,
    'head exports': 1,
    'create exports': 1,
    'read exports': 2,
    'replace exports': 2,
  });

  const idle = countCalls(services);
  await runExports(message, idle.services);
  expect(idle.counts).toEqual({ 'query regions': 1, 'query exportManifests': 3, 'read exports': 2 });

  services.clock.advance({ days: 15 });
  await sweepExposure(services);
  services.clock.advance({ seconds: graceSeconds });
  const sweep = countCalls(services);
  const { keys, manifests } = await sweepExposure(sweep.services);
  expect(keys).toBe(5);
  expect(sweep.counts).toEqual({
    'query exportManifests': 4,
    'query exposureKeys': 4 * manifests + 1,
    'delete exports': 1,
    'delete exportManifests': manifests,
    'delete exposureKeys': 5,
  });
});
