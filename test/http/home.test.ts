import { expect, test } from 'vitest';
import { home } from '../../functions/api/home.ts';
import { call } from './call.ts';

const at = (headers: Record<string, string>) => call(home, { path: '/', headers });

test('a browser is led to the documentation', async () => {
  const answer = await at({ accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/docs']);
  expect(answer.headers.get('vary')).toBe('accept');
});

test.each([{}, { accept: '*/*' }, { accept: 'application/json' }])(
  'another client is told where it is: %o',
  async (headers) => {
    const answer = await at(headers as Record<string, string>);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({
      code: 'not_found',
      detail: expect.stringContaining('/docs'),
    });
  },
);
