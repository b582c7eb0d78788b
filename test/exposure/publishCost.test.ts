import { beforeAll, expect, test } from 'vitest';
import { register } from '../../shared/identity/register.ts';
import type { Services } from '../../shared/services.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { authorityFor, keysBefore, publishOf, send } from './authority.ts';

// Checks the operations in Cosmos DB that docs/cost.md states for a publish.

let services: TestServices;
beforeAll(async () => {
  const own = await testServices();
  // Each publish is counted in the same shard.
  const random = { bytes: (count: number) => (count === 1 ? Buffer.of(3) : own.random.bytes(count)) };
  services = { ...own, random };
});

const containers = [
  'exposureKeys',
  'certificates',
  'publishStatistics',
  'devices',
  'regions',
  'healthAuthorities',
] as const;

/** The same services with their calls to Cosmos DB counted, by names such as `create exposureKeys`. */
function countCalls(): { services: TestServices; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  const count = (name: (typeof containers)[number]) =>
    new Proxy(services[name], {
      get: (target, property) => {
        const value = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        return (...all: unknown[]) => {
          const key = `${String(property)} ${name}`;
          counts[key] = (counts[key] ?? 0) + 1;
          return value.apply(target, all);
        };
      },
    });
  const all = Object.fromEntries(containers.map((name) => [name, count(name)])) as Partial<Services>;
  return { services: { ...services, ...all } as TestServices, counts };
}

/** An authority whose statistics record of the day exists: the first publish costs one more write. */
async function authorityWithStatistics() {
  const authority = await authorityFor(services);
  const now = services.clock.now();
  await send(await publishOf(authority, keysBefore(now, 1), now), services);
  return authority;
}

test('counts the operations of a publish of 14 keys, its repeat and its revision', async () => {
  const authority = await authorityWithStatistics();
  const now = services.clock.now();
  const keys = keysBefore(now, 14);
  const first = countCalls();
  const sent = await publishOf(authority, keys, now, { reportType: 'likely' });
  const { body } = await send(sent, first.services);
  expect(first.counts).toEqual({
    'create certificates': 1,
    'create exposureKeys': 14,
    'patch publishStatistics': 1,
  });

  const repeat = countCalls();
  await send(sent, repeat.services);
  expect(repeat.counts).toEqual({
    'create certificates': 1,
    'read certificates': 1,
    'create exposureKeys': 14,
    'read exposureKeys': 14,
  });

  const revision = countCalls();
  const revised = { ...(await publishOf(authority, keys, now)), revisionToken: body.revisionToken };
  await send(revised, revision.services);
  expect(revision.counts).toEqual({
    'create certificates': 1,
    'read exposureKeys': 14,
    'patch exposureKeys': 14,
    'patch publishStatistics': 1,
  });
});

test('needs one more read for a device, and no operation for a rejected publish', async () => {
  const authority = await authorityFor(services, { region: { requires: { device: true } } });
  const { token } = await register(undefined, services);
  const now = services.clock.now();
  const sent = await publishOf(authority, keysBefore(now, 1), now);
  const device = countCalls();
  await send(sent, device.services, `Bearer ${token}`);
  expect(device.counts['read devices']).toBe(1);
  const rejected = countCalls();
  const certificateOnly = await authorityFor(services);
  await send(await publishOf(certificateOnly, keysBefore(now), now), services);
  const bad = await publishOf(certificateOnly, keysBefore(now), now, { claims: { exp: 1 } });
  await send(bad, rejected.services);
  expect(rejected.counts).toEqual({});
});
