import fc from 'fast-check';
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

describe('a valid publish', () => {
  test('stores each key as a separate record', async () => {
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
  test('succeeds and changes nothing when it is repeated, also in a later window', async () => {
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

test('a region can require a device instead of a certificate', async () => {
  const open = await authorityFor(services, { region: { requires: { certificate: false, device: true } } });
  const keys = keysBefore(now());
  const bare = { temporaryExposureKeys: keys, healthAuthorityID: open.record.id };
  const rejected = await send(bare, services);
  expect(rejected).toMatchObject({
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

test('a region rejects a device of another organisation', async () => {
  const foreign = await authorityFor(services, {
    region: { organisationId: 'other', requires: { certificate: false, device: true } },
    authority: { organisationId: 'other' },
  });
  const { token } = await register(undefined, services);
  const bare = { temporaryExposureKeys: keysBefore(now()), healthAuthorityID: foreign.record.id };
  expect(await send(bare, services, `Bearer ${token}`)).toMatchObject({
    status: 401,
    body: { code: 'unauthorized' },
  });
});

test('requires a device and a certificate if any region of the authority requires them', async () => {
  const both = await authorityFor(services, {
    region: { requires: { certificate: true, device: true } },
    regions: 2,
  });
  const mixed = await authorityFor(services, { region: { requires: { certificate: false, device: true } } });
  const { token } = await register(undefined, services);
  const bearer = `Bearer ${token}`;
  const keys = keysBefore(now());
  const sent = await publishOf(both, keys, now());
  const bare = { temporaryExposureKeys: keys, healthAuthorityID: both.record.id };
  expect(await send(sent, services)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  expect(await send(bare, services, bearer)).toMatchObject({
    status: 401,
    body: { code: 'health_authority_verification_certificate_invalid' },
  });
  expect(await send(sent, services, bearer)).toMatchObject({ status: 200 });

  const strict = {
    ...mixed.record,
    id: 'strict',
    regions: [...mixed.record.regions, ...authority.record.regions],
  };
  await services.healthAuthorities.create(strict);
  expect(await send({ ...bare, healthAuthorityID: strict.id }, services, bearer)).toMatchObject({
    status: 401,
    body: { code: 'health_authority_verification_certificate_invalid' },
  });
});

test('verifies a certificate even if no region requires one', async () => {
  const open = await authorityFor(services, { region: { requires: { certificate: false, device: true } } });
  const { token } = await register(undefined, services);
  const keys = keysBefore(now());
  const sent = await publishOf(open, keys, now(), { reportType: 'likely' });
  const wrong = await send({ ...sent, verificationPayload: 'x' }, services, `Bearer ${token}`);
  expect(wrong).toMatchObject({ status: 401 });
  expect(await send(sent, services, `Bearer ${token}`)).toMatchObject({ status: 200 });
  expect((await storedKeys(keys, services))[0]).toMatchObject({ reportType: 'likely' });
});

test('accepts a publish without a certificate only if the authority allows user reports', async () => {
  const open = await authorityFor(services, {
    region: { requires: { certificate: false, device: true } },
    authority: { reportTypes: ['confirmed'] },
  });
  const { token } = await register(undefined, services);
  const bare = { temporaryExposureKeys: keysBefore(now()), healthAuthorityID: open.record.id };
  expect(await send(bare, services, `Bearer ${token}`)).toMatchObject({ status: 401 });
});

test('stores a key once with all regions of the authority that belong to its organisation', async () => {
  const foreign = await authorityFor(services, { region: { organisationId: 'other' } });
  const two = await authorityFor(services, { regions: 2 });
  const [region] = foreign.record.regions;
  const wide = { ...two.record, id: 'wide', regions: [...two.record.regions, region ?? '', 'nowhere'] };
  await services.healthAuthorities.create(wide);
  const keys = keysBefore(now());
  expect(await send(await publishOf({ ...two, record: wide }, keys, now()), services)).toMatchObject({
    status: 200,
  });
  for (const key of await storedKeys(keys, services)) expect(key?.regions).toEqual(two.record.regions);
});

test('repeating any publish at any time succeeds and changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('confirmed', 'likely', 'user-report'),
      fc.array(fc.integer({ min: 0, max: 3 * 86_400 }), { minLength: 1, maxLength: 3 }),
      async (number, reportType, waits) => {
        const keys = keysBefore(now(), number);
        expect(await send(await publishOf(authority, keys, now(), { reportType }), services)).toMatchObject({
          status: 200,
          body: { insertedExposures: number },
        });
        const before = await storedKeys(keys, services);
        for (const seconds of waits) {
          services.clock.advance({ seconds });
          const again = await publishOf(authority, keys, now(), { reportType });
          expect(await send(again, services)).toMatchObject({ status: 200 });
          expect(await storedKeys(keys, services)).toEqual(before);
        }
      },
    ),
    { numRuns: 25 },
  );
});
