import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/soak/**/*.soak.ts',
      'test/jobs/{crash,bill,notifyCrash,fairnessCrash}.test.ts',
      'test/conversion/engines/outOfDescriptors.test.ts',
    ],
    // Interrupt apps and engines between every two steps; `npm test` interrupts them at some steps only.
    env: { CRASHES: 'all' },
    globalSetup: ['test/harness/globalSetup.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
