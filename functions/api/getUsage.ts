import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { longestRange, usageOf } from '../../shared/tenancy/usage.ts';

const sums = z.object({
  jobs: z.int(),
  documents: z.int(),
  pages: z.int(),
  bytesIn: z.int(),
  bytesOut: z.int(),
  engineMilliseconds: z.number(),
});
const day = z.iso.date();
const used = { jobs: 3, documents: 3, pages: 14, bytesIn: 71_203, bytesOut: 90_112, engineMilliseconds: 160 };

export const getUsage = endpoint({
  name: 'getUsage',
  method: 'GET',
  route: 'v1/usage',
  summary: 'Get usage',
  description: `The usage of this device per day (UTC) on which its jobs ended, for at most ${longestRange} days per request. A job is counted once, about a minute after its end, and stays counted after it is deleted.`,
  tag: 'usage',
  auth: callersWith('usage:read'),
  query: z.strictObject({
    from: day
      .optional()
      .describe(
        `First day, at most ${longestRange - 1} days before the last. Default: 30 days before the last.`,
      ),
    to: day.optional().describe('Last day, not before the first. Default: today.'),
  }),
  responses: {
    200: {
      description: 'The usage. Days without a job are omitted.',
      body: z
        .object({ from: day, to: day, days: z.array(sums.extend({ day })), total: sums })
        .meta({ id: 'Usage' }),
      examples: {
        day: {
          from: '2026-11-01',
          to: '2026-11-21',
          days: [{ day: '2026-11-21', ...used }],
          total: used,
        },
      },
    },
  },
  handler: async ({ query, caller }, services) => ({
    status: 200,
    body: await usageOf(query, caller, services),
  }),
});
