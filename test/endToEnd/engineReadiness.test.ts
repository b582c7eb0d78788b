import { expect, test, vi } from 'vitest';
import { appForThisTest, withoutLibreOffice } from '../harness/app.ts';

test('a worker whose LibreOffice never starts is not ready, though its other engines are warm', async () => {
  const app = await appForThisTest({ role: 'convert', settings: withoutLibreOffice });
  const countLines = (pattern: RegExp) => app.host.output.filter((line) => pattern.test(line)).length;
  await vi.waitFor(() => {
    for (const kind of ['chromium', 'toolbox'])
      expect(countLines(new RegExp(`An engine is warm.*${kind}`))).toBe(1);
    expect(countLines(/An engine is condemned.*soffice/)).toBeGreaterThanOrEqual(5);
  }, 60_000);

  const response = await app.call('GET', '/health/ready');
  expect(response.status).toBe(503);
  const { checks } = (await response.json()) as { checks: { name: string; ready: boolean }[] };
  expect(checks.filter(({ ready }) => !ready)).toEqual([{ name: 'engines', ready: false }]);
  expect(app.host.output.join('\n')).toContain('No engine is ready of kind soffice.');
});

test('a worker with a warm engine of each kind is ready', async () => {
  const app = await appForThisTest({ role: 'convert' });
  await vi.waitFor(async () => expect((await app.call('GET', '/health/ready')).status).toBe(200), {
    timeout: 90_000,
    interval: 1000,
  });
});
