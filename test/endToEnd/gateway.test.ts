import { beforeAll, expect, test } from 'vitest';
import { type App, startApp } from '../harness/app.ts';
import { testServices } from '../harness/services.ts';
import { tenant } from '../harness/tenant.ts';

// An app behind Front Door, with one unavailable dependency.

const frontDoor = '5b1f6d0e-5f0a-4d57-9a39-1f6d4f0d8c11';
let app: App;
let operatorKey: string;
beforeAll(async () => {
  const ownTenant = await tenant();
  const services = await testServices({}, { tenant: ownTenant });
  operatorKey = (await services.vault.current('operator-key')).value;
  app = await startApp({
    tenant: ownTenant,
    role: 'api',
    // Nothing listens there.
    settings: { FRONT_DOOR_ID: frontDoor, TransitStorage__queueServiceUri: 'https://localhost:9/nowhere' },
  });
  return () => app.host.stop();
});

test('accepts requests from the gateway only', async () => {
  const via = (id: string) => app.call('POST', '/v1/register', { headers: { 'x-azure-fdid': id } });
  expect((await via(frontDoor)).status).toBe(201);
  for (const id of ['5b1f6d0e-5f0a-4d57-9a39-1f6d4f0d8c12', '', frontDoor.slice(1)]) {
    const refused = await via(id);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'gateway_required' });
  }
  expect((await app.call('GET', '/health')).status).toBe(200);
});

test('reports that it is not ready, and the reason to operators only', async () => {
  const brief = await app.call('GET', '/health/ready');
  expect(brief.status).toBe(503);
  const { checks } = (await brief.json()) as { checks: Record<string, unknown>[] };
  expect(checks).toContainEqual({ name: 'queues', ready: false });
  expect(checks).toContainEqual({ name: 'cosmos', ready: true });

  const detailed = await app.call('GET', '/health/ready', { token: operatorKey });
  const report = (await detailed.json()) as { checks: Record<string, unknown>[] };
  expect(report.checks).toContainEqual({
    name: 'queues',
    ready: false,
    milliseconds: expect.any(Number),
    reason: expect.any(String),
  });
});

test('with invalid settings, responds `misconfigured` on every endpoint and logs each fault', async () => {
  const broken = await startApp({ role: 'api', settings: { COSMOS_ENDPOINT: 'http://insecure' } });
  const answer = await broken.call('POST', '/v1/register');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'misconfigured' });
  expect((await broken.call('GET', '/health/ready')).status).toBe(503);
  expect(broken.host.output.join('\n')).toContain('Configuration: COSMOS_ENDPOINT is not valid');
  await broken.host.stop();
});
