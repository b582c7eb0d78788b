import { beforeAll, describe, expect, test } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import type { Role } from '../../shared/roles.ts';
import { declarations } from '../../shared/runtime/manifest.ts';
import { type App, startApp, withoutLibreOffice } from '../harness/app.ts';
import { type Tenant, tenant } from '../harness/tenant.ts';

const frontDoor = '5b1f6d0e-5f0a-4d57-9a39-1f6d4f0d8c11';
const gateway = { headers: { 'x-azure-fdid': frontDoor } };

/** An endpoint of each role whose path allows one method, or two for `GET`. */
const endpointsOf: [role: Role, path: string, allow: string, wrong: string][] = [
  ['api', '/v1/jobs/3f2c1b9a-58d4-4e0b-9d3c-0a5f6f0f9a11/cancel', 'POST, OPTIONS', 'GET'],
  ['admin', '/v1/admin/regions/', 'GET, HEAD, OPTIONS', 'POST'],
  ['batch', '/Health/Ready', 'GET, HEAD, OPTIONS', 'PUT'],
  ['convert', '/health', 'GET, HEAD, OPTIONS', 'DELETE'],
];

let ownTenant: Tenant;
beforeAll(async () => {
  ownTenant = await tenant();
});

test('the host tries every other function first', async () => {
  await import('../../functions/all.ts');
  const names = declarations().map(({ name }) => name.toUpperCase());
  expect(names.toSorted().at(-1)).toBe('ZZUNMATCHED');
});

describe.each(endpointsOf)('the role %s', (role, path, allow, wrong) => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({
      tenant: ownTenant,
      role,
      settings: { FRONT_DOOR_ID: frontDoor, ...withoutLibreOffice },
    });
    return () => app.host.stop();
  });

  test('answers its version to the gateway', async () => {
    const response = await app.call('GET', '/version', gateway);
    expect([response.status, await response.json()]).toEqual([200, { version: about.version, role }]);
    expect((await app.call('GET', '/version')).status).toBe(403);
  });

  test('documents exactly its own endpoints, if it has a documentation', async () => {
    const response = await app.call('GET', '/openapi.json', gateway);
    if (role === 'batch' || role === 'convert') return expect(response.status).toBe(404);
    const paths = Object.keys(((await response.json()) as { paths: object }).paths);
    expect(paths).toContain(role === 'admin' ? '/v1/admin/regions' : '/v1/jobs');
    const isOfOperators = (path: string) => path.startsWith('/v1/admin/');
    const versioned = paths.filter((path) => path.startsWith('/v1/'));
    expect(versioned.filter(isOfOperators)).toEqual(role === 'admin' ? versioned : []);
    expect((await app.call('GET', '/docs', gateway)).status).toBe(200);
  });

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'responds 404 to %s of an unknown path, with a problem document',
    async (method) => {
      for (const unknown of ['/v1/nothing', '/v2/jobs', '/a%2Fb', '/%ff', '/health/ready/more']) {
        const response = await app.call(method, unknown, gateway);
        expect([unknown, response.status]).toEqual([unknown, 404]);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
        expect(await response.json()).toMatchObject({ code: 'not_found', traceId: expect.any(String) });
      }
    },
  );

  test('responds 405 with the allowed methods to another method', async () => {
    const response = await app.call(wrong, path, gateway);
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      code: 'method_not_allowed',
      detail: `The path does not allow ${wrong}. Allowed methods: ${allow}.`,
    });
  });

  test('responds to HEAD without a body, and to OPTIONS with the allowed methods', async () => {
    const head = await app.call('HEAD', '/v1/nothing', gateway);
    expect([head.status, await head.text()]).toEqual([404, '']);
    const options = await app.call('OPTIONS', path, gateway);
    expect([options.status, options.headers.get('allow')]).toEqual([204, allow]);
  });

  test('requires the gateway', async () => {
    for (const [method, at] of [
      ['GET', '/v1/nothing'],
      [wrong, path],
    ] as const) {
      const response = await app.call(method, at);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'gateway_required' });
    }
  });

  test('still serves its endpoints', async () => {
    expect((await app.call('GET', '/health')).status).toBe(200);
  });
});
