import { beforeEach, describe, expect, test } from 'vitest';
import { issueAccessToken } from '../../functions/api/oauth/issueAccessToken.ts';
import { registerDevice } from '../../functions/api/registerDevice.ts';
import { limitAddress, limitOrganisation, rateLimits } from '../../shared/identity/rateLimits/rateLimit.ts';
import { TokenBuckets } from '../../shared/identity/rateLimits/tokenBuckets.ts';
import { register } from '../../shared/identity/register.ts';
import { codeOf } from '../harness/jobs.ts';
import { TestClock, type TestServices, testServices } from '../harness/services.ts';
import { call, problem } from '../http/call.ts';

describe('a bucket', () => {
  test('holds the requests of a minute and fills evenly', () => {
    const buckets = new TokenBuckets(6);
    const taken = (at: number) => Array.from({ length: 8 }, () => buckets.take('a', at));
    expect(taken(0)).toEqual([0, 0, 0, 0, 0, 0, 10, 10]);
    expect(buckets.take('b', 0)).toBe(0);
    expect(buckets.take('a', 9_000)).toBe(1);
    expect(buckets.take('a', 10_000)).toBe(0);
    expect(buckets.take('a', 10_000)).toBe(10);
    expect(taken(1_000_000).filter((seconds) => seconds === 0)).toHaveLength(6);
    // A clock that goes back gives nothing.
    expect(buckets.take('a', 0)).toBe(10);
  });

  test('is forgotten when there are too many, the oldest first', () => {
    const buckets = new TokenBuckets(1);
    for (let key = 0; key < 20_000; key++) buckets.take(`address ${key}`, 0);
    expect(buckets.size).toBe(10_000);
    expect(buckets.take('address 19999', 0)).toBe(60);
    expect(buckets.take('address 0', 0)).toBe(0);
  });
});

describe('limits of an instance', () => {
  const clock = new TestClock();
  let services: Parameters<typeof limitAddress>[2];
  beforeEach(() => {
    const config = { credentialsPerMinute: 3, credentialsPerMinuteAndAddress: 1 };
    services = { clock, rateLimits: rateLimits({ config }) };
  });
  const codes = (work: () => void, times: number) =>
    Promise.all(Array.from({ length: times }, () => codeOf((async () => work())())));

  test('apply to each address, and to an IPv6 network as one', async () => {
    const of = (address: string) => async () =>
      (await codes(() => limitAddress('registrations', address, services), 1))[0];
    expect(await of('203.0.113.1')()).toBe('undefined');
    expect(await of('203.0.113.1')()).toBe('rate_limited');
    expect(await of('203.0.113.2')()).toBe('undefined');
    expect(await of('2001:db8::1')()).toBe('undefined');
    expect(await of('2001:db8:0:0:ffff::2')()).toBe('rate_limited');
    expect(await of('2001:db8:0:1::1')()).toBe('undefined');
    // Other requests have buckets of their own.
    expect(await codes(() => limitAddress('tokens', '203.0.113.1', services), 1)).toEqual(['undefined']);
  });

  test('apply to all addresses together without a gateway, and to each organisation', async () => {
    const limited = ['undefined', 'undefined', 'undefined', 'rate_limited'];
    expect(await codes(() => limitAddress('tokens', undefined, services), 4)).toEqual(limited);
    expect(await codes(() => limitOrganisation('tokens', 'one', services), 4)).toEqual(limited);
    expect(await codes(() => limitOrganisation('tokens', 'two', services), 4)).toEqual(limited);
  });
});

describe('the registration of devices', () => {
  const frontDoorId = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
  const send = async (services: TestServices, address: string) =>
    call(registerDevice, {
      services,
      headers: { 'x-azure-fdid': frontDoorId, 'x-azure-clientip': address },
    });

  test('is limited by the address that the gateway saw, before the body is read', async () => {
    const services = await testServices({
      FRONT_DOOR_ID: frontDoorId,
      CREDENTIALS_PER_MINUTE_AND_ADDRESS: '2',
    });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await send(services, '203.0.113.1')).status);
    expect(statuses).toEqual([201, 201, 429]);
    expect((await send(services, '203.0.113.2')).status).toBe(201);
    async function* unread() {
      yield await Promise.reject(new Error('The body was read.'));
    }
    const refused = await call(registerDevice, {
      services,
      headers: {
        'x-azure-fdid': frontDoorId,
        'x-azure-clientip': '203.0.113.1',
        'content-type': 'application/json',
      },
      body: unread(),
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect(await problem(refused)).toMatchObject({ code: 'rate_limited', retryable: true });
  });

  test('does not trust an address without the gateway, and limits the organisation', async () => {
    const services = await testServices({ CREDENTIALS_PER_MINUTE: '2' });
    for (const address of ['203.0.113.1', '203.0.113.2'])
      expect((await send(services, address)).status).toBe(201);
    expect((await send(services, '203.0.113.3')).status).toBe(429);
    expect(await codeOf(register(undefined, services))).toBe('rate_limited');
  });
});

test('requests for access tokens are limited, whatever their credentials', async () => {
  const services = await testServices({ CREDENTIALS_PER_MINUTE: '2' });
  const send = () =>
    call(issueAccessToken, {
      services,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from('grant_type=client_credentials'),
    });
  expect([(await send()).status, (await send()).status]).toEqual([401, 401]);
  expect(await problem(await send())).toMatchObject({ code: 'rate_limited' });
});
