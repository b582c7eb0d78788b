import { expect, test, vi } from 'vitest';
import { appForThisTest } from '../../harness/app.ts';
import { daysAgo, exportServices, idsOf, keyOf, region, store } from './exportFixtures.ts';
import { readExport } from './readExport.ts';

test('an operator requests an export from admin, batch creates it, and api serves it', async () => {
  const services = await exportServices();
  // The apps use the clock of this machine.
  const now = { ...services, clock: { now: () => new Date() } };
  const settings = { EXPORT_PERIODS: '1440' };
  const at = await region(services);
  const key = keyOf(at, daysAgo(2, now));
  await store([key], services);
  const [admin, , api] = await Promise.all(
    (['admin', 'batch', 'api'] as const).map((role) =>
      appForThisTest({ tenant: services.tenant, role, settings }),
    ),
  );

  const { value: token } = await services.vault.current('operator-key');
  const requested = await admin?.call('POST', '/v1/admin/exports', {
    token,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ region: at.id }),
  });
  expect(requested?.status).toBe(202);
  const index = await vi.waitFor(async () => {
    const answer = await api?.call('GET', `/v1/exports/${at.id}/index.txt`);
    expect(answer?.status).toBe(200);
    const text = (await answer?.text()) ?? '';
    expect(text).not.toBe('');
    return text;
  }, 60_000);
  const zip = await api?.call('GET', `/v1/exports/${index}`);
  expect(zip?.status).toBe(200);
  const { keys } = await readExport(Buffer.from((await zip?.arrayBuffer()) ?? new ArrayBuffer(0)));
  expect(idsOf(keys)).toEqual([key.id]);

  const listed = await admin?.call('GET', `/v1/admin/exports?region=${at.id}`, { token });
  expect(await listed?.text()).toContain(index);
  const etag = zip?.headers.get('etag') ?? '';
  const cached = await api?.call('GET', `/v1/exports/${index}`, { headers: { 'if-none-match': etag } });
  expect(cached?.status).toBe(304);
});
