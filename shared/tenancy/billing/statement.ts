import { z } from 'zod';
import type { ContainerDeclaration } from '../../azure/cosmos.ts';
import { type pricesSchema, statementLine } from './prices.ts';

export const monthSchema = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month, such as 2026-11')
  .describe('`YYYY-MM`, UTC.');

/** A month statement of an organisation. */
export const statementView = z
  .object({
    organisationId: z.string(),
    month: monthSchema,
    state: z
      .enum(['open', 'closed'])
      .describe(
        'An `open` statement still changes: a month closes three days after its end. A `closed` one never does.',
      ),
    closedAt: z.iso.datetime().optional(),
    tier: z.string().describe('The tier whose prices apply: that of the moment of closing.'),
    jobs: z.int().describe('Billed jobs.'),
    currency: z.string().optional().describe('ISO 4217; absent if the tier has no prices.'),
    lines: z.array(statementLine),
    total: z.int().describe('In the smallest unit of the currency.'),
  })
  .meta({ id: 'Statement' });
export type Statement = z.output<typeof statementView>;

/** A closed statement as stored; partition: organisation and month. Create-only. */
export interface StatementRecord extends Statement {
  /** The month. */
  id: string;
  /** The prices that were applied. */
  prices?: z.output<typeof pricesSchema>;
}

/** How far the statements of all organisations are made. */
export interface ClosedMonths {
  id: 'months';
  /** Every month up to this one, `YYYY-MM`, is closed. */
  until: string;
}

const days = 86_400;

export const statementsContainer: ContainerDeclaration = {
  name: 'statements',
  partitionKey: ['/organisationId', '/id'],
  indexed: ['/organisationId/?', '/id/?'],
  // Ten years: longer than invoices are kept.
  timeToLive: 3660 * days,
};
