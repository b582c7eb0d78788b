import { z } from 'zod';
import type { ContainerDeclaration, Records } from '../azure/cosmos.ts';
import { pricesSchema } from './billing/prices.ts';
import { type Organisation, organisationIdPattern } from './organisation.ts';
import { quotasSchema } from './quotas/quota.ts';

export const tierId = z
  .string()
  .regex(organisationIdPattern, 'must be 1 to 40 lower-case letters, digits and hyphens')
  .describe('The id of a tier, to which organisations refer.');

/** What the organisations of a tier may use; written by operators. */
export const tierSchema = z
  .strictObject({
    name: z.string().min(1).max(200).describe('Display name.'),
    quotas: quotasSchema
      .default([])
      .describe('Quotas of each organisation. An organisation’s own quotas replace them for their metrics.'),
    runningJobs: z
      .int()
      .min(1)
      .max(200)
      .optional()
      .describe('Jobs that are in a queue or run at once. Default: RUNNING_JOBS_PER_CALLER.'),
    waitingJobs: z
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .describe('Jobs that are held at once; further ones are refused. Default: WAITING_JOBS_PER_CALLER.'),
    prices: pricesSchema.optional().describe('Without prices, statements state quantities only.'),
  })
  .meta({ id: 'TierSettings' });

/** A tier as operators see it. */
export const tierView = z.object({ ...tierSchema.shape, id: z.string() }).meta({ id: 'Tier' });

/** A tier as stored in Cosmos DB; partition: its id. */
export type Tier = z.output<typeof tierView>;

export const exampleTier: z.input<typeof tierSchema> = {
  name: 'Business',
  quotas: [{ metric: 'submitted_jobs', max: 10_000, period: 'month' }],
  runningJobs: 8,
  prices: {
    currency: 'EUR',
    pages: {
      free: 1000,
      steps: [
        { upTo: 100_000, amount: 1 },
        { amount: 1, per: 2 },
      ],
    },
  },
};

/** The number of organisations that have a tier. */
export async function organisationsOfTier(
  tier: string,
  { organisations }: { organisations: Records<Organisation> },
): Promise<number> {
  const found = organisations.query<{ id: string }>({
    text: 'SELECT c.id FROM c WHERE c.tier = @tier',
    parameters: { tier },
  });
  return (await Array.fromAsync(found)).length;
}

const days = 86_400;

export const tiersContainer: ContainerDeclaration = {
  name: 'tiers',
  partitionKey: ['/id'],
  indexed: ['/id/?'],
  /** Cosmos DB must not delete records; this is close to its longest time to live. */
  timeToLive: 20_000 * days,
};
