import { expect, test } from 'vitest';
import { home } from '../../functions/api/home.ts';
import { call } from './call.ts';

const getHome = (headers: Record<string, string>) => call(home, { path: '/', headers });

test('redirects a browser to the documentation', async () => {
  const response = await getHome({
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  });
  expect([response.status, response.headers.get('location')]).toEqual([302, '/docs']);
  expect(response.headers.get('vary')).toBe('accept');
});

test.each([{}, { accept: '*/*' }, { accept: 'application/json' }])(
  'responds 404 with a link to the documentation to another client: %o',
  async (headers) => {
    const response = await getHome(headers as Record<string, string>);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    expect(await response.json()).toMatchObject({
      code: 'not_found',
      detail: expect.stringContaining('/docs'),
    });
  },
);
