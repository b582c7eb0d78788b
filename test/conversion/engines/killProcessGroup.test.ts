import { afterEach, expect, test, vi } from 'vitest';
import { killProcessGroup } from '../../../shared/conversion/engines/killProcessGroup.ts';

// No single system returns all of these errors, so `process.kill` is replaced.
afterEach(() => vi.restoreAllMocks());
const killFails = (code: string) =>
  vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error(`kill ${code}`), { code });
  });

test.each(['ESRCH', 'EPERM'])('ignores %s, because the group has ended', (code) => {
  const kill = killFails(code);
  killProcessGroup(4711);
  expect(kill).toHaveBeenCalledWith(-4711, 'SIGKILL');
});

test('throws any other error', () => {
  killFails('EINVAL');
  expect(() => killProcessGroup(4711)).toThrow('EINVAL');
});
