import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import { fates, live } from './crashes.ts';
import { Crash, crashing } from './crashing.ts';
import { daysAgo, exportServices, fetchAll, keyOf, region, store, stored } from './world.ts';

test('wherever runs die, each key is in exactly one file of each of its regions, and no link is dead', async () => {
  const services = await exportServices();
  await fc.assert(
    fc.asyncProperty(fates, async (fate) => void (await live(fate, services))),
    { numRuns: 6, seed: 440 },
  );
});

test('every single point of one export may be its last', async () => {
  const services = await exportServices();
  const at = await region(services);
  const window = daysAgo(1, services);
  await store([keyOf(at, window), keyOf(at, daysAgo(2, services))], services);
  let ended = false;
  for (let point = 0; !ended; point++) {
    const dying = crashing(services, point);
    await runExports({ region: at.id }, dying.services).then(
      () => {
        ended = true;
      },
      (error: unknown) => expect(error).toBeInstanceOf(Crash),
    );
    if (await services.exports.head(`${at.id}/index.txt`)) await fetchAll(at, services);
  }
  const { paths, files } = await fetchAll(at, services);
  expect(paths).toEqual(await stored(at, services));
  expect(files.map(({ keys }) => keys.length)).toEqual([1, 1]);
});
