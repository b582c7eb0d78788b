import { beforeAll, describe, expect, test } from 'vitest';
import { buildWebApp } from '../../build/webApp.ts';
import { getWebFile } from '../../functions/api/getWebFile.ts';
import { home } from '../../functions/api/home.ts';
import { call, testServices } from './call.ts';

const html = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const { services } = testServices({ web: 'on' });
const getHome = (headers: Record<string, string>) => call(home, { headers, services });
const getFile = (path: string, headers: Record<string, string> = {}) =>
  call(getWebFile, { path: `/app/${path}`, params: { path }, headers, services });

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

test('with WEB=off redirects a browser to the documentation and serves no file', async () => {
  const { services } = testServices({ web: 'off' });
  const response = await call(home, { headers: html, services });
  expect([response.status, response.headers.get('location')]).toEqual([302, '/docs']);
  expect(response.headers.get('vary')).toContain('accept');
  const params = { path: 'icon.svg' };
  expect((await call(getWebFile, { path: '/app/icon.svg', params, services })).status).toBe(404);
});

describe('the page', () => {
  beforeAll(() => buildWebApp());

  test('has a policy that allows only files of its own origin', async () => {
    const response = await getHome(html);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("'unsafe-inline'");
    const text = await response.text();
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\bstyle=/);
    for (const [, path = ''] of text.matchAll(/(?:src|href)="\/app\/([^"]+)"/g))
      expect([path, (await getFile(path)).status]).toEqual([path, 200]);
  });

  test('is compressed for a client that accepts Brotli', async () => {
    for (const [header, encoding] of [
      ['gzip, deflate, br;q=0.9', 'br'],
      ['gzip', null],
      ['br;q=0', null],
    ] as const)
      expect((await getFile('frame.js', { 'accept-encoding': header })).headers.get('content-encoding')).toBe(
        encoding,
      );
  });

  test('is revalidated by its ETag; its files with a hash in their names are cached for ever', async () => {
    const response = await getHome(html);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const headers = { ...html, 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await getHome(headers)).status).toBe(304);
    const [, script = ''] = /src="\/app\/(assets\/[^"]+)"/.exec(await response.text()) ?? [];
    expect((await getFile(script)).headers.get('cache-control')).toContain('immutable');
  });

  test('shows HTML results in a frame without network and without scripts of its own', async () => {
    const policy = (await getFile('frame.html')).headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", 'img-src data:', 'sandbox allow-scripts'])
      expect(policy.split('; ')).toContain(rule);
  });

  test.each(['', 'packages.json', '../current', '../../package.json', 'assets', '__proto__', 'icon.svg/'])(
    'responds 404 for %j',
    async (path) => {
      expect((await getFile(path)).status).toBe(404);
    },
  );
});
