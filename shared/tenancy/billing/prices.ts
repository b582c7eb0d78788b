import { z } from 'zod';

/** What is billed. */
export const billedMetrics = ['documents', 'pages'] as const;
export type BilledMetric = (typeof billedMetrics)[number];

const step = z.strictObject({
  upTo: z
    .int()
    .min(1)
    .optional()
    .describe('Last unit of the month with this price; absent in the last step.'),
  amount: z.int().min(0).max(1e12).describe('Price in the smallest unit of the currency, such as cents.'),
  per: z
    .int()
    .min(1)
    .max(1e9)
    .default(1)
    .describe('Units that the amount pays for. A started block of units is billed in full.'),
});
type Step = z.output<typeof step>;

const isAscending = (steps: readonly Step[]) =>
  steps.every(({ upTo }, index) => {
    const isLast = index === steps.length - 1;
    return isLast ? upTo === undefined : upTo !== undefined && upTo > (steps[index - 1]?.upTo ?? 0);
  });

const price = z.strictObject({
  free: z
    .int()
    .min(0)
    .default(0)
    .describe('Units of a month that cost nothing; the steps count from the next one.'),
  steps: z
    .array(step)
    .min(1)
    .max(20)
    .refine(isAscending, '`upTo` must rise, and only the last step has none')
    .describe('Volume steps: each unit has the price of the step that it falls into.'),
});

/** The prices of a tier. Amounts are integers, so that a statement is exact. */
export const pricesSchema = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency code of ISO 4217')
      .describe('ISO 4217.'),
    documents: price.optional(),
    pages: price.optional(),
  })
  .meta({ id: 'Prices' });
export type Prices = z.output<typeof pricesSchema>;

export const statementLine = z.object({
  metric: z.enum(billedMetrics),
  quantity: z.int().describe('Units of the month.'),
  free: z.int().describe('Units of them that cost nothing.'),
  steps: z.array(
    z.object({
      quantity: z.int(),
      amount: z.int().describe('Price of a block, in the smallest unit of the currency.'),
      per: z.int().describe('Units of a block.'),
      total: z.int(),
    }),
  ),
  total: z.int().describe('In the smallest unit of the currency.'),
});
export type StatementLine = z.output<typeof statementLine>;

/** The line of a statement. Without a price, the quantity is stated and costs nothing. */
export function lineOf(metric: BilledMetric, quantity: number, prices: Prices | undefined): StatementLine {
  const { free: allowance = quantity, steps = [] } = prices?.[metric] ?? {};
  const free = Math.min(quantity, allowance);
  let rest = quantity - free;
  let passed = 0;
  const charged: StatementLine['steps'] = [];
  for (const { upTo = Number.POSITIVE_INFINITY, amount, per } of steps) {
    const units = Math.min(rest, upTo - passed);
    if (units <= 0) break;
    charged.push({ quantity: units, amount, per, total: exact(Math.ceil(units / per) * amount) });
    rest -= units;
    passed = upTo;
  }
  return { metric, quantity, free, steps: charged, total: exact(sum(charged)) };
}

export const sum = (lines: readonly { total: number }[]) =>
  lines.reduce((total, line) => total + line.total, 0);

/** @throws RangeError for a number that a double does not hold exactly, such as 90 trillion cents */
function exact(total: number): number {
  if (!Number.isSafeInteger(total)) throw new RangeError('The total of a statement is too large.');
  return total;
}
