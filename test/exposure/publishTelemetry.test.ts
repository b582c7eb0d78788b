import { createRequire } from 'node:module';
import { expect, test, vi } from 'vitest';
import { publishPaths } from '../../shared/exposure/publishPaths.ts';
import { register } from '../../shared/identity/register.ts';
import { createServices } from '../../shared/services.ts';
import { startIngestion } from '../harness/ingestion.ts';
import { TestClock, testServices } from '../harness/services.ts';
import { authorityFor, idOf, keysBefore, publishOf, send } from './authority.ts';

test.each([
  ['/v1/publish', true],
  ['/api/v1/publish', true],
  ['http://localhost:7071/v1/publish?x=1', true],
  // Routes of the host are case-insensitive.
  ['/V1/Publish', true],
  ['/API/v1/PUBLISH', true],
  // A request for a challenge reveals that a publish follows.
  ['/v1/attestation/challenges', true],
  ['/v1/stats/publish', false],
  ['/v1/jobs', false],
])('excludes requests to %s from traces: %s', (url, untraced) => {
  expect(publishPaths.test(url)).toBe(untraced);
});

test('Application Insights receives no key, certificate or device of a publish, but receives other records', async () => {
  const setUp = await testServices();
  const { connectionString, received } = await startIngestion();

  const clock = new TestClock();
  const services = createServices({ ...setUp.config, applicationInsights: connectionString }, { clock });
  // The first log entry is sent when the SDK is loaded and traces requests.
  services.log.info('The telemetry is set up.');
  await vi.waitFor(() => expect(received()).toContain('The telemetry is set up.'), { timeout: 60_000 });

  const authority = await authorityFor(services, { region: { requires: { device: true } } });
  const { token, uuid } = await register(undefined, services);
  const keys = keysBefore(clock.now());
  const sent = await publishOf(authority, keys, clock.now(), { reportType: 'likely' });
  const first = await send(sent, services, `Bearer ${token}`);
  expect(first).toMatchObject({ status: 200 });
  expect(await send(sent, services, `Bearer ${token}`)).toMatchObject({ status: 200 });
  const revision = await publishOf(authority, keys, clock.now());
  const { revisionToken } = first.body;
  expect(await send({ ...revision, revisionToken }, services, `Bearer ${token}`)).toMatchObject({
    status: 200,
  });
  services.log.info('The publishes are done.');

  // The SDK traces only modules loaded after it, so this sends a request of each kind with such a module. It repeats them
  // until one is traced, because the SDK samples a few per second.
  const { request } = createRequire(import.meta.url)('node:https') as typeof import('node:https');
  const read = (container: string) =>
    new Promise<void>((done) => {
      const path = `/dbs/conveyor/colls/${container}/docs/by-hand`;
      request(new URL(path, services.config.cosmosEndpoint), (answer) =>
        answer.resume().on('end', done),
      ).end();
    });
  await vi.waitFor(
    async () => {
      await read('exposureKeys');
      await read('jobs');
      expect(received()).toContain('The publishes are done.');
      expect(received()).toContain('/colls/jobs/docs/by-hand');
    },
    { timeout: 60_000, interval: 500 },
  );
  const all = received();
  const [certificate] = await Array.fromAsync(
    services.certificates.query<{ id: string }>({ text: 'SELECT c.id FROM c' }),
  );
  for (const secret of [
    ...keys.map(idOf),
    ...keys.map(({ key }) => key),
    uuid,
    certificate?.id ?? 'none',
    `${authority.record.id}|`,
  ])
    expect(all).not.toContain(secret);
  for (const name of ['exposureKeys', 'certificates', 'devices', 'publishStatistics'])
    expect(all).not.toContain(`/colls/${name}/`);
}, 120_000);
