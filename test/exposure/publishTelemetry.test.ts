import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ensureCertificate } from '../../local/cloud/certificate.ts';
import { trust } from '../../local/trust.ts';
import { publishPaths } from '../../shared/exposure/publishPaths.ts';
import { register } from '../../shared/identity/register.ts';
import { createServices } from '../../shared/services.ts';
import { TestClock, testServices } from '../harness/services.ts';
import { authorityFor, idOf, keysBefore, publishOf, send } from './authority.ts';

test.each([
  ['/v1/publish', true],
  ['/api/v1/publish', true],
  ['http://localhost:7071/v1/publish?x=1', true],
  // The host takes every spelling of a route.
  ['/V1/Publish', true],
  ['/API/v1/PUBLISH', true],
  // Who has just asked for a challenge is about to publish.
  ['/v1/attestation/challenges', true],
  ['/v1/stats/publish', false],
  ['/v1/jobs', false],
])('requests to %s are left out of the traces: %s', (url, untraced) => {
  expect(publishPaths.test(url)).toBe(untraced);
});

test('Application Insights hears of no key, certificate or device of a publish, and of other records it does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-telemetry-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const setUp = await testServices();
  const { certificateFile, keyFile } = await ensureCertificate(folder);
  trust(certificateFile);
  // Asking the platform what machine this is takes minutes where there is none to ask.
  vi.stubEnv('OTEL_NODE_RESOURCE_DETECTORS', 'none');
  const received: string[] = [];
  const tls = { cert: await readFile(certificateFile), key: await readFile(keyFile) };
  const ingestion = createServer(tls, async (request, answer) => {
    const body = Buffer.concat(await Array.fromAsync(request));
    received.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] }));
  });
  await new Promise<void>((listening) => ingestion.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void ingestion.close());
  const url = `https://localhost:${(ingestion.address() as AddressInfo).port}/`;
  const connection = `InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=${url};LiveEndpoint=${url}`;

  const clock = new TestClock();
  const services = createServices({ ...setUp.config, applicationInsights: connection }, { clock });
  // The first line is written when the SDK is loaded, which is when it sees requests.
  services.log.info('The telemetry is set up.');
  await vi.waitFor(() => expect(received.join()).toContain('The telemetry is set up.'), { timeout: 60_000 });

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

  // The SDK sees a request of a module that is loaded after it: here one by hand of each kind, until it has told of one. It
  // tells of a few a second only.
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
      expect(received.join()).toContain('The publishes are done.');
      expect(received.join()).toContain('/colls/jobs/docs/by-hand');
    },
    { timeout: 60_000, interval: 500 },
  );
  const all = received.join();
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
