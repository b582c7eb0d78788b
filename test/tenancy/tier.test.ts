import { describe, expect, test } from 'vitest';
import { metrics, periods, quotaSchema } from '../../shared/tenancy/quotas/quota.ts';
import { tierId, tierSchema } from '../../shared/tenancy/tier.ts';

const issueOf = (result: { error?: { issues: { message: string; path: PropertyKey[] }[] } | undefined }) =>
  result.error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`);

describe('a quota', () => {
  test.each(Object.entries(metrics))('of %s has the periods of its kind', (metric, { state }) => {
    const accepted = periods.filter((period) => quotaSchema.safeParse({ metric, max: 1, period }).success);
    expect(accepted).toEqual(state ? ['total'] : periods);
  });

  test.each([
    [{ metric: 'stored_bytes', max: 1, period: 'day' }, 'period: must be total for stored_bytes'],
    [{ metric: 'submitted_jobs', max: -1, period: 'day' }, expect.stringContaining('max: ')],
    [{ metric: 'submitted_jobs', max: 1.5, period: 'day' }, expect.stringContaining('max: ')],
    [{ metric: 'printed_pages', max: 1, period: 'day' }, expect.stringContaining('metric: ')],
  ])('%j is refused', (quota, issue) => {
    expect(issueOf(quotaSchema.safeParse(quota))).toContainEqual(issue);
  });
});

describe('a tier', () => {
  const quota = (period: string, metric = 'submitted_jobs') => ({ metric, max: 1, period });

  test('needs only a name', () => {
    expect(tierSchema.parse({ name: 'Standard' })).toEqual({ name: 'Standard', quotas: [] });
  });

  test('names each period of a metric once, and at most three', () => {
    const issues = (...quotas: object[]) => issueOf(tierSchema.safeParse({ name: 'Standard', quotas }));
    expect(issues(quota('hour'), quota('day'), quota('month'), quota('total', 'stored_bytes'))).toBe(
      undefined,
    );
    expect(issues(quota('hour'), quota('hour'))).toEqual(['quotas: must name each period of a metric once']);
    expect(issues(quota('hour'), quota('day'), quota('week'), quota('month'))).toEqual([
      'quotas: must have at most 3 periods for a metric',
    ]);
  });

  test.each(['', '-', 'a--b', 'A', 'a-', 'a'.repeat(41)])('cannot have the id "%s"', (id) => {
    expect(tierId.safeParse(id).success).toBe(false);
  });
});
