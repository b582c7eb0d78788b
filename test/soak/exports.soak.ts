import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crashScenarios, runScenario } from '../exposure/export/crashScenario.ts';
import { exportServices } from '../exposure/export/exportFixtures.ts';

// Runs of export, re-signing and sweep that die at a thousand points.

const minimumDeaths = Number(process.env.SOAK_CRASHES ?? 1000);

test(`${minimumDeaths} interrupted runs leave each key in exactly one file, and no broken link`, async () => {
  const services = await exportServices();
  let deaths = 0;
  let lives = 0;
  while (deaths < minimumDeaths) {
    await fc.assert(
      fc.asyncProperty(crashScenarios, async (scenario) => {
        deaths += await runScenario(scenario, services);
        lives++;
      }),
      { numRuns: 20 },
    );
    services.log.lines.length = 0;
    console.log(`${deaths} runs died in ${lives} lives.`);
  }
  expect(deaths).toBeGreaterThanOrEqual(minimumDeaths);
});
