import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runExports } from '../../../shared/exposure/export/runExports.ts';
import { Crash } from '../../harness/crash.ts';
import { crashAt } from './crashAt.ts';
import { crashScenarios, runScenario } from './crashScenario.ts';
import { daysAgo, exportServices, fetchAll, keyOf, region, store, stored } from './exportFixtures.ts';

test('after crashes at any point, each key is in exactly one file of each of its regions, and all links work', async () => {
  const services = await exportServices();
  await fc.assert(
    fc.asyncProperty(crashScenarios, async (scenario) => void (await runScenario(scenario, services))),
    { numRuns: 6, seed: 440 },
  );
});

test('an export recovers from a crash at every point', async () => {
  const services = await exportServices();
  const at = await region(services);
  const window = daysAgo(1, services);
  await store([keyOf(at, window), keyOf(at, daysAgo(2, services))], services);
  let ended = false;
  for (let point = 0; !ended; point++) {
    const failing = crashAt(services, point);
    await runExports({ region: at.id }, failing.services).then(
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
