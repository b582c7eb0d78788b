import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/harness/globalSetup.ts'],
    pool: 'forks',
    // Much of a test is waiting for processes to start: on two cores, two files at a time would leave a quarter idle.
    maxWorkers: 3,
    // What an app says is worth reading where it failed.
    silent: 'passed-only',
    // What takes this long hangs: the real parts are slow at times, and time is nothing that a test asserts.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
