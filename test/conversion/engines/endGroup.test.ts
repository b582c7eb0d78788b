import { afterEach, expect, test, vi } from 'vitest';
import { endGroup } from '../../../shared/conversion/engines/endGroup.ts';

// No system does all of this: what the call says is played.
afterEach(() => vi.restoreAllMocks());
const systemSays = (code: string) =>
  vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error(`kill ${code}`), { code });
  });

test.each(['ESRCH', 'EPERM'])('a group that is gone as far as %s tells is no error', (code) => {
  const kill = systemSays(code);
  endGroup(4711);
  expect(kill).toHaveBeenCalledWith(-4711, 'SIGKILL');
});

test('anything else is told', () => {
  systemSays('EINVAL');
  expect(() => endGroup(4711)).toThrow('EINVAL');
});
