import { expect, test, vi } from 'vitest';
import { home } from '../../functions/api/home.ts';
import { call, testServices } from './call.ts';

// Other test files use the build at the same time, so it cannot be removed.
vi.mock(import('../../shared/http/webApp.ts'), async (original) => ({
  ...(await original()),
  webFile: async () => undefined,
}));

test('until the page is built, / says so and reloads', async () => {
  const { services } = testServices({ web: 'on' });
  const response = await call(home, { headers: { accept: 'text/html' }, services });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  const text = await response.text();
  expect(text).toContain('<meta http-equiv="refresh" content="1">');
  expect(text).toContain('is building this page');
});
