import { HttpRequest, InvocationContext } from '@azure/functions';
import { beforeAll, expect, test } from 'vitest';
import { getJob } from '../../functions/api/getJob.ts';
import { listJobs } from '../../functions/api/listJobs.ts';
import '../../functions/api/submitJob.ts';
import { unmatched } from '../../functions/unmatched/unmatched.ts';
import { register } from '../../shared/identity/register.ts';
import { createOrganisation } from '../harness/organisations.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call, problem } from './call.ts';

const allowed = 'https://app.acme.example';
const others = 'https://app.other.example';
const unknown = 'https://evil.example';

let services: TestServices;
let authorization: string;
beforeAll(async () => {
  services = await testServices();
  await createOrganisation(services, { id: 'acme', settings: { allowedOrigins: [allowed] } });
  await createOrganisation(services, { id: 'other', settings: { allowedOrigins: [others] } });
  const { token, uuid } = await register(undefined, services);
  const operations = [{ op: 'set' as const, path: '/organisationId', value: 'acme' }];
  await services.devices.patch([uuid], uuid, operations);
  authorization = `Bearer ${token}`;
});

const list = (headers: Record<string, string>) =>
  call(listJobs, { services, headers: { authorization, ...headers } });

/** The response to a preflight from a page of this origin. */
async function preflight(origin: string) {
  const request = new HttpRequest({
    url: 'https://conveyor.example/v1/jobs',
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  });
  const response = await unmatched(request, new InvocationContext({ logHandler: () => undefined }), services);
  return {
    status: response.status,
    headers: new Headers(response.headers as ConstructorParameters<typeof Headers>[0]),
  };
}

test.each([allowed, others])('a preflight allows %s, which an organisation allows', async (origin) => {
  const { status, headers } = await preflight(origin);
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-origin')).toBe(origin);
  expect(headers.get('access-control-allow-methods')).toContain('POST');
  expect(headers.get('access-control-allow-headers')).toContain('authorization');
  expect(headers.get('vary')).toBe('Origin');
});

test.each([unknown, 'null'])('a preflight does not allow the origin %s', async (origin) => {
  expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
});

test('a request from an allowed origin is answered, and the page can read the response and its headers', async () => {
  const response = await list({ origin: allowed });
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
  expect(response.headers.get('access-control-expose-headers')).toContain('location');
});

test('an error can be read too', async () => {
  const response = await call(getJob, {
    services,
    params: { id: '01a1fd43-95f9-70c9-a351-0cbd4e465ce7' },
    headers: { authorization, origin: allowed },
  });
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([404, allowed]);
});

test.each([others, unknown, 'null'])(
  'a request from %s is refused, which the organisation does not allow',
  async (origin) => {
    const response = await list({ origin });
    expect([response.status, (await problem(response)).code]).toEqual([403, 'origin_not_allowed']);
  },
);

test.each([
  ['of its own host', { origin: 'https://conveyor.example' }],
  [
    'of the host that the gateway names',
    { origin: 'https://docs.example', 'x-forwarded-host': 'docs.example' },
  ],
  ['that the browser calls same-origin', { origin: unknown, 'sec-fetch-site': 'same-origin' }],
])('a request from a page %s needs no permission', async (_, headers) => {
  const response = await list(headers);
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});
