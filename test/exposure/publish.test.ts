import { beforeAll, describe, expect, test } from 'vitest';
import { register } from '../../shared/identity/register.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { authorityFor, keysBefore, publishOf, send, storedKeys, type TestAuthority } from './authority.ts';

let services: TestServices;
let authority: TestAuthority;
beforeAll(async () => {
  services = await testServices();
  authority = await authorityFor(services);
});
const now = () => services.clock.now();

describe('a good publish', () => {
  test('stores its keys, each as a record of its own', async () => {
    const keys = keysBefore(now());
    const answer = await send(await publishOf(authority, keys, now()), services);
    expect(answer).toMatchObject({ status: 200, headers: { 'x-api-version': 'v1' } });
    expect(answer.body).toMatchObject({ insertedExposures: 3 });
    expect(answer.body.code).toBeUndefined();
    expect(answer.body.revisionToken).toMatch(/^[\w+/]+=*$/);
    const [first] = await storedKeys(keys, services);
    expect(first).toMatchObject({
      organisationId: 'default',
      regions: authority.record.regions,
      reportType: 'confirmed',
      transmissionRisk: 2,
      rollingStart: keys[0]?.rollingStartNumber,
      rollingPeriod: 144,
      daysSinceOnset: 3,
    });
  });
  test('again changes nothing and is a success, in a later window too', async () => {
    const keys = keysBefore(now());
    await send(await publishOf(authority, keys, now()), services);
    const before = await storedKeys(keys, services);
    services.clock.advance({ hours: 9 });
    const again = await send(await publishOf(authority, keys, now()), services);
    expect(again).toMatchObject({ status: 200 });
    expect(again.body.insertedExposures).toBeUndefined();
    expect(await storedKeys(keys, services)).toEqual(before);
  });
});

test('a region may ask for a device in place of a certificate', async () => {
  const open = await authorityFor(services, { region: { requires: { certificate: false, device: true } } });
  const keys = keysBefore(now());
  const bare = { temporaryExposureKeys: keys, healthAuthorityID: open.record.id };
  const refused = await send(bare, services);
  expect(refused).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
    body: { code: 'unauthorized' },
  });
  const { token } = await register(undefined, services);
  expect(await send(bare, services, `Bearer ${token}`)).toMatchObject({
    status: 200,
    body: { insertedExposures: 3 },
  });
  expect((await storedKeys(keys, services))[0]).toMatchObject({
    reportType: 'user-report',
    transmissionRisk: 5,
  });
});
