import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fates, live } from '../exposure/export/crashes.ts';
import { exportServices } from '../exposure/export/world.ts';

// Runs of export, signing again and sweep that die at a thousand points.

const wanted = Number(process.env.SOAK_CRASHES ?? 1000);

test(`${wanted} runs that die leave each key in exactly one file, and no dead link`, async () => {
  const services = await exportServices();
  let deaths = 0;
  let lives = 0;
  while (deaths < wanted) {
    await fc.assert(
      fc.asyncProperty(fates, async (fate) => {
        deaths += await live(fate, services);
        lives++;
      }),
      { numRuns: 20 },
    );
    services.log.lines.length = 0;
    console.log(`${deaths} runs died in ${lives} lives.`);
  }
  expect(deaths).toBeGreaterThanOrEqual(wanted);
});
