import { z } from 'zod';
import type { Owner } from '../../identity/caller.ts';
import type { TenancyServices } from '../services.ts';
import { allowanceOf } from './allowance.ts';
import { usedOf } from './charges.ts';
import { type CounterAddress, counterOf, organisationCounter } from './counter.ts';
import { metrics, quotaSchema } from './quota.ts';
import { windowOf } from './windows.ts';

/** A quota and what is used of it. */
const quotaState = z
  .object({
    ...quotaSchema.shape,
    used: z.int(),
    reset: z.iso.datetime().optional().describe('When the period ends; absent if it is `total`.'),
  })
  .meta({ id: 'QuotaState' });

export const quotaStatesView = z.object({ quotas: z.array(quotaState) }).meta({ id: 'Quotas' });

export const exampleQuotaStates: z.input<typeof quotaStatesView> = {
  quotas: [
    { metric: 'submitted_jobs', max: 1000, period: 'day', used: 12, reset: '2026-11-30T00:00:00.000Z' },
    { metric: 'stored_bytes', max: 10_000_000_000, period: 'total', used: 734_003_200 },
  ],
};

/** The quotas that a caller falls under, and what is used of them. */
export async function quotaStates(
  caller: Owner,
  services: TenancyServices,
): Promise<z.output<typeof quotaStatesView>> {
  const { quotas } = await allowanceOf(caller.organisationId, services);
  const now = services.clock.now();
  const read = async ({ partition, id }: CounterAddress) =>
    (await services.counters.read(partition, id))?.record;
  const [own, shared] = [counterOf(caller), organisationCounter(caller.organisationId)];
  const ofCaller = await read(own);
  const ofOrganisation = own.id === shared.id ? ofCaller : await read(shared);
  return {
    quotas: quotas.map((quota) => {
      const { end } = windowOf(quota.period, now);
      const counter = metrics[quota.metric].of === 'caller' ? ofCaller : ofOrganisation;
      const used = usedOf(counter, quota, now);
      return { ...quota, used, ...(end && { reset: end.toISOString() }) };
    }),
  };
}
