import { z } from 'zod';

/**
 * What a quota limits. A `state` is an amount that exists now; the others count what happens in a period. In the default
 * organisation, each `caller` is counted apart, or all of the `organisation` together.
 */
export const metrics = {
  registered_devices: { state: true, of: 'organisation' },
  submitted_jobs: { state: false, of: 'caller' },
  concurrent_jobs: { state: true, of: 'caller' },
  converted_pages: { state: false, of: 'caller' },
  stored_bytes: { state: true, of: 'caller' },
  published_keys: { state: false, of: 'organisation' },
  api_calls: { state: false, of: 'caller' },
} as const satisfies Record<string, { state: boolean; of: 'caller' | 'organisation' }>;
export type Metric = keyof typeof metrics;

/** Calendar periods in UTC. A week starts on Monday (ISO 8601); `total` never ends. */
export const periods = ['hour', 'day', 'week', 'month', 'year', 'total'] as const;

/** Cosmos DB accepts 10 operations in a patch; the end of a job needs three beside one for each period of its pages. */
const maximumPeriods = 3;

/** The largest integer of a structured field (RFC 9651 §3.3.1), such as `RateLimit`. */
const greatestMaximum = 999_999_999_999_999;

/** A limit of one metric in one period. */
export const quotaSchema = z
  .strictObject({
    metric: z.enum(Object.keys(metrics) as [Metric, ...Metric[]]),
    max: z.int().min(0).max(greatestMaximum).describe('The greatest allowed amount in the period.'),
    period: z
      .enum(periods)
      .describe('Calendar period, UTC. `total` for the metrics that exist at a time, such as stored bytes.'),
  })
  .refine(({ metric, period }) => !metrics[metric].state || period === 'total', {
    path: ['period'],
    error: ({ input }) => `must be total for ${(input as { metric: string }).metric}`,
  })
  .meta({ id: 'Quota' });
export type Quota = z.output<typeof quotaSchema>;

/** The quotas of a tier or an organisation: each period of a metric once. */
export const quotasSchema = z
  .array(quotaSchema)
  .max(21)
  .refine(
    (quotas) => new Set(quotas.map(({ metric, period }) => `${metric}:${period}`)).size === quotas.length,
    'must name each period of a metric once',
  )
  .refine(
    (quotas) =>
      Object.values(Object.groupBy(quotas, ({ metric }) => metric)).every(
        (ofMetric) => ofMetric.length <= maximumPeriods,
      ),
    `must have at most ${maximumPeriods} periods for a metric`,
  );
