import { z } from 'zod';
import { longestRange } from './usage.ts';

// What the endpoints of callers and of operators have in common.

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

export const usageQuery = z.strictObject({
  from: day
    .optional()
    .describe(
      `First day, at most ${longestRange - 1} days before the last. Default: 30 days before the last.`,
    ),
  to: day.optional().describe('Last day, not before the first. Default: today.'),
});

export const usageResponses = {
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
} as const;
