import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/harness/longestFirst.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/harness/globalSetup.ts'],
    pool: 'forks',
    // A test file uses half a core on average, because it waits for processes: four of them use two cores.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // esbuild, a Go program, collects garbage four times less often, which saves a fifth of its processor time.
    env: { GOGC: '400' },
    // Shows the output of failed tests only.
    silent: 'passed-only',
    // A test that takes this long hangs. Azurite, Chromium and LibreOffice are sometimes slow, and tests assert no durations.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
