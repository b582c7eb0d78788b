import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { SmokeResult, SmokeTarget } from '../../pipelines/smoke/check.ts';
import { runSmoke } from '../../pipelines/smoke/runSmoke.ts';
import { until } from '../../pipelines/smoke/until.ts';
import { type FakeRoutes, fakeApp } from './fakeApp.ts';

// test/build/packages.test.ts runs the smoke test against the packages of every role.

const healthy: FakeRoutes = {
  'GET /health/ready': () => [200, { status: 'ready' }],
  'GET /version': () => [200, { version: '1.0.0', role: 'all' }],
  'POST /v1/register': () => [201, { token: 'a.b' }],
  'DELETE /v1/devices/me': () => [204, ''],
  'POST /v1/jobs': () => [202, { id: 'j' }],
  'GET /v1/jobs/j': () => [200, { id: 'j', status: 'succeeded', usage: { pages: 1 } }],
  'GET /v1/jobs/j/result': () => [200, Buffer.from('%PDF-1.7')],
  'DELETE /v1/jobs/j': () => [204, ''],
};

async function smoke(changes: FakeRoutes, target: Partial<SmokeTarget> = {}) {
  const { url, received } = await fakeApp({ ...healthy, ...changes });
  const results: SmokeResult[] = [];
  const passed = await runSmoke(
    { url, adminUrl: url, signingKey: 'export-signing', slowestSeconds: 60, patienceSeconds: 0, ...target },
    (result) => results.push(result),
  );
  return { passed, received, results, last: results.at(-1) };
}

test('a healthy app passes; without an operator key the export is skipped, and nothing remains', async () => {
  const { passed, received, results } = await smoke({});
  expect(passed).toBe(true);
  expect(results.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', 'passed', 'skipped']);
  expect(results.at(-1)?.detail).toBe('OPERATOR_KEY is not set.');
  const count = (name: string) => received.filter((each) => each === name).length;
  expect(count('DELETE /v1/jobs/j')).toBe(count('POST /v1/jobs'));
  expect(count('DELETE /v1/devices/me')).toBe(count('POST /v1/register'));
});

test.each<[string, FakeRoutes, string | RegExp]>([
  ['is not ready', { 'GET /health/ready': () => [503, { status: 'unready' }] }, /status 503: .*unready/],
  [
    'refuses jobs',
    { 'POST /v1/jobs': () => [500, { code: 'internal' }] },
    /\/v1\/jobs: status 500: .*internal/,
  ],
  [
    'fails jobs',
    { 'GET /v1/jobs/j': () => [200, { status: 'failed', error: { code: 'engine_failed', detail: 'Why.' } }] },
    'The job j ended as failed (engine_failed): Why.',
  ],
  [
    'does not end jobs',
    { 'GET /v1/jobs/j': () => [200, { status: 'queued' }] },
    'The job j has not ended within 0 s.',
  ],
  ['returns no PDF', { 'GET /v1/jobs/j/result': () => [200, {}] }, 'The result of the job j is not a PDF.'],
])('an app that %s fails', async (_, changes, detail) => {
  const { passed, last } = await smoke(changes);
  expect([passed, last?.outcome]).toEqual([false, 'failed']);
  expect(last?.detail).toMatch(detail);
});

test('docs/releases.md shows the checks in their order', async () => {
  const { results } = await smoke({});
  const page = await readFile(new URL('../../docs/releases.md', import.meta.url), 'utf8');
  const shown = [...page.matchAll(/^✓ (.*) \(\d+\.\d s\)$/gm)].map(([, name]) => name);
  expect(shown).toEqual(results.map(({ name }) => name));
});

test('an app that responds slowly fails before it converts', async () => {
  const { passed, last, received } = await smoke({}, { slowestSeconds: Number.MIN_VALUE });
  expect(passed).toBe(false);
  expect(last?.detail).toMatch(/^The median of \d+ responses is \d+\.\d s; the limit is/);
  expect(received).not.toContain('POST /v1/jobs');
});

test('a failed job leaves no device', async () => {
  const { received } = await smoke({ 'POST /v1/jobs': () => [500, {}] });
  expect(received.at(-1)).toBe('DELETE /v1/devices/me');
});

test('a refused publish fails, and leaves neither its region, its health authority nor an API token', async () => {
  const tokens = 'organisations/default/tokens';
  const operator: FakeRoutes = {
    [`POST /v1/admin/${tokens}`]: () => [201, { id: 't', token: 'conv_t' }],
    'PUT /v1/admin/*': () => [201, {}],
    'DELETE /v1/admin/*': () => [204, ''],
    'POST /v1/publish': () => [401, { code: 'unauthorized' }],
  };
  const { passed, last, received } = await smoke(operator, { operatorKey: 'secret' });
  expect(passed).toBe(false);
  expect(last?.detail).toMatch(/\/v1\/publish: status 401: .*unauthorized/);
  const named = (method: string) =>
    received.flatMap((each) => each.split(`${method} /v1/admin/`)[1] ?? []).toSorted();
  expect(named('PUT')).toHaveLength(2);
  // Two conversions, each with a token of its own.
  expect(named('DELETE')).toEqual([...named('PUT'), `${tokens}/t`, `${tokens}/t`].toSorted());
  expect(received).not.toContain('POST /v1/register');
});

test('a wait repeats its attempt, also after an error', async () => {
  let attempts = 0;
  const attempt = async () => {
    attempts++;
    if (attempts === 1) throw new Error('Refused.');
    return attempts === 2 ? undefined : attempts;
  };
  expect(await until(600, 'It is not ready', attempt)).toBe(3);
});

test('a wait that ends names what was awaited and its last error', async () => {
  const attempt = () => Promise.reject(new Error('Refused.'));
  await expect(until(0, 'It is not ready', attempt)).rejects.toThrow(
    'It is not ready within 0 s. The last attempt failed: Refused.',
  );
});
