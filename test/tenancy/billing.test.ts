import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { getStatement } from '../../functions/api/billing/getStatement.ts';
import { getStatementCsv } from '../../functions/api/billing/getStatementCsv.ts';
import { bill } from '../../shared/jobs/upkeep/bill.ts';
import { lineOf, pricesSchema } from '../../shared/tenancy/billing/prices.ts';
import { closeMonths, monthsOf, statementOf } from '../../shared/tenancy/billing/statements.ts';
import type { Organisation } from '../../shared/tenancy/organisation.ts';
import { tierSchema } from '../../shared/tenancy/tier.ts';
import { usageOf } from '../../shared/tenancy/usage.ts';
import { newDevice } from '../harness/jobs.ts';
import { TestClock, type TestServices, testServices } from '../harness/services.ts';
import { tenant } from '../harness/tenant.ts';

const prices = pricesSchema.parse({
  currency: 'EUR',
  documents: { steps: [{ amount: 3 }] },
  pages: {
    free: 10,
    steps: [
      { upTo: 20, amount: 5 },
      { upTo: 100, amount: 2 },
      { amount: 1, per: 4 },
    ],
  },
});

describe('a price', () => {
  test.each([
    [0, 0, []],
    [10, 0, []],
    [11, 5, [1]],
    [30, 100, [20]],
    [31, 102, [20, 1]],
    [111, 261, [20, 80, 1]],
    [115, 262, [20, 80, 5]],
  ])('of %d pages is %d cents', (pages, total, quantities) => {
    const line = lineOf('pages', pages, prices);
    expect(line).toMatchObject({ quantity: pages, free: Math.min(pages, 10), total });
    expect(line.steps.map(({ quantity }) => quantity)).toEqual(quantities);
  });

  test('accounts for every unit once, in integers', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), (pages) => {
        const { free, steps, total } = lineOf('pages', pages, prices);
        expect(free + steps.reduce((units, { quantity }) => units + quantity, 0)).toBe(pages);
        expect(Number.isSafeInteger(total)).toBe(true);
      }),
    );
  });

  test('that is absent costs nothing, and an amount that a number cannot hold is refused', () => {
    expect(lineOf('pages', 7, undefined)).toEqual({
      metric: 'pages',
      quantity: 7,
      free: 7,
      steps: [],
      total: 0,
    });
    const dear = pricesSchema.parse({ currency: 'EUR', pages: { steps: [{ amount: 1e12 }] } });
    expect(() => lineOf('pages', 1e9, dear)).toThrow(RangeError);
  });

  test.each([
    { currency: 'euro' },
    { currency: 'EUR', pages: { steps: [] } },
    { currency: 'EUR', pages: { steps: [{ amount: 0.5 }] } },
    { currency: 'EUR', pages: { steps: [{ upTo: 5, amount: 1 }] } },
    { currency: 'EUR', pages: { steps: [{ amount: 1 }, { amount: 2 }] } },
    { currency: 'EUR', pages: { steps: [{ upTo: 5, amount: 1 }, { upTo: 5, amount: 2 }, { amount: 3 }] } },
  ])('is refused as %j', (invalid) => {
    expect(pricesSchema.safeParse(invalid).success).toBe(false);
  });
});

describe('a month', () => {
  let services: TestServices;
  let acme: Organisation;
  let jobs = 0;
  beforeEach(async () => {
    const clock = new TestClock(new Date('2026-10-30T12:00:00Z'));
    services = await testServices({}, { tenant: await tenant(), clock });
    const tier = { ...tierSchema.parse({ name: 'Small', prices }), id: 'small' };
    await services.tiers.create(tier);
    const createdAt = clock.now().toISOString();
    acme = { id: 'acme', name: 'Acme', tier: 'small', status: 'active', createdAt, settings: {} };
    await services.organisations.create(acme);
  });

  /** Bills a job of this many pages that ends now, or at another time. */
  async function billJob(pages: number, { organisationId = 'acme', endedAt = services.clock.now() } = {}) {
    const usage = { documents: 1, pages, bytesIn: 1, bytesOut: 1, engineMilliseconds: 1 };
    const id = `job-${++jobs}`;
    const job = { id, ...newDevice(), organisationId, endedAt: endedAt.toISOString(), usage };
    return { job, created: await bill(job, services) };
  }
  const at = (time: string) =>
    services.clock.advance({ seconds: (Date.parse(time) - services.clock.now().getTime()) / 1000 });

  test('is stated while it is open, closes three days after its end, and never changes afterwards', async () => {
    await billJob(12);
    await billJob(3);
    await billJob(500, { organisationId: 'other' });
    const open = await statementOf('acme', '2026-10', services);
    expect(open).not.toHaveProperty('closedAt');
    expect(open).toMatchObject({ state: 'open', jobs: 2, currency: 'EUR', total: 2 * 3 + 5 * 5 });
    const late = new Date('2026-10-31T23:59:59Z');
    at('2026-11-03T23:00:00Z');
    await billJob(1, { endedAt: late });
    // September, of the default organisation alone.
    expect(await closeMonths(services)).toBe(1);
    at('2026-11-04T01:00:00Z');
    expect(await closeMonths(services)).toBe(2);
    expect(await closeMonths(services)).toBe(0);
    await billJob(100, { endedAt: late });
    await services.tiers.delete(['small'], 'small');
    const closed = await statementOf('acme', '2026-10', services);
    expect(closed).toMatchObject({ state: 'closed', jobs: 3, total: 3 * 3 + 6 * 5 });
    // The late item is in the next month.
    expect(await statementOf('acme', '2026-11', services)).toMatchObject({ jobs: 1 });
    expect(await monthsOf('acme', services)).toEqual([
      { month: '2026-11', state: 'open' },
      { month: '2026-10', state: 'closed' },
    ]);
  });

  test('is closed once by concurrent runs', async () => {
    await billJob(1);
    at('2026-11-04T01:00:00Z');
    const made = await Promise.all([closeMonths(services), closeMonths(services), closeMonths(services)]);
    // `acme` and the default organisation.
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  test('is closed later if no timer ran, and only for organisations that existed', async () => {
    await billJob(1);
    at('2026-11-04T01:00:00Z');
    await closeMonths(services);
    const createdAt = services.clock.now().toISOString();
    await services.organisations.create({ ...acme, id: 'young', name: 'Young', createdAt });
    await billJob(2);
    at('2027-02-10T00:00:00Z');
    // November to January of three organisations.
    expect(await closeMonths(services)).toBe(9);
    expect(await statementOf('acme', '2026-11', services)).toMatchObject({ state: 'closed', jobs: 1 });
    for (const [id, month] of [
      ['young', '2026-10'],
      ['young', '2027-03'],
      ['unknown', '2026-11'],
    ] as const)
      await expect(statementOf(id, month, services)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is closed again by the next run if it failed for an organisation', async () => {
    await billJob(1);
    at('2026-11-04T01:00:00Z');
    const failing = {
      ...services,
      statements: Object.assign(Object.create(null), {
        read: services.statements.read.bind(services.statements),
        create: () => Promise.reject(new Error('Cosmos DB is gone.')),
      }) as TestServices['statements'],
    };
    expect(await closeMonths(failing)).toBe(0);
    expect(await closeMonths(services)).toBe(2);
  });

  test('counts a job once, whatever is repeated', async () => {
    const { job } = await billJob(4);
    at('2026-11-04T01:00:00Z');
    // The ledger run that died is repeated after the month was closed.
    expect(await bill(job, services)).toBe(false);
    const months = ['2026-10', '2026-11'];
    const counted = await Promise.all(months.map((month) => statementOf('acme', month, services)));
    expect(counted.map(({ jobs: count }) => count)).toEqual([1, 0]);
  });

  test('has the usage of all callers of the organisation', async () => {
    await billJob(4);
    await billJob(5);
    await billJob(6, { organisationId: 'other' });
    expect((await usageOf({}, { organisationId: 'acme' }, services)).total).toMatchObject({
      jobs: 2,
      pages: 9,
    });
  });

  test('is available as JSON and as CSV', async () => {
    expect(getStatement.metadata.route).toBe('v1/organisation/statements/{month}');
    expect(getStatementCsv.metadata.route).toBe('v1/organisation/statements/{month}/csv');
    await billJob(131);
    const { readStatementCsv } = await import('../../shared/tenancy/billing/statementEndpoints.ts');
    const { body, headers } = await readStatementCsv('acme', '2026-10', services);
    expect(headers).toEqual({ 'content-disposition': 'attachment; filename="acme-2026-10.csv"' });
    expect(body.split('\r\n')).toEqual([
      'organisation,month,state,metric,from,quantity,amount,per,total,currency',
      'acme,2026-10,open,documents,1,1,3,1,3,EUR',
      'acme,2026-10,open,pages,1,10,0,1,0,EUR',
      'acme,2026-10,open,pages,11,20,5,1,100,EUR',
      'acme,2026-10,open,pages,31,80,2,1,160,EUR',
      'acme,2026-10,open,pages,111,21,1,4,6,EUR',
      '',
    ]);
  });
});
