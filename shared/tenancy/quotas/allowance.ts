import type { Configuration } from '../../configuration.ts';
import { findOrganisation } from '../findOrganisation.ts';
import type { TenancyRecords } from '../services.ts';
import type { Quota } from './quota.ts';

/** What an organisation may use. */
export interface Allowance {
  /** Whether its waiting jobs are sent. */
  active: boolean;
  /** Jobs of one counter that have a place at once. */
  runningJobs: number;
  /** Jobs of one counter that are held at once. */
  waitingJobs: number;
  quotas: readonly Quota[];
}

export type AllowanceServices = Pick<TenancyRecords, 'organisationCache' | 'tierCache'> & {
  config: Pick<Configuration, 'runningJobsPerCaller' | 'waitingJobsPerCaller'>;
};

/** The allowance of an organisation, up to 30 seconds old. Without a record of its tier, the settings apply and no quota. */
export async function allowanceOf(organisationId: string, services: AllowanceServices): Promise<Allowance> {
  const { tierCache, config } = services;
  const organisation = await findOrganisation(organisationId, services);
  const tier = organisation && (await tierCache.read(organisation.tier));
  const own = organisation?.quotas ?? [];
  const inherited = (tier?.quotas ?? []).filter(({ metric }) => own.every((each) => each.metric !== metric));
  return {
    active: organisation?.status === 'active',
    runningJobs: tier?.runningJobs ?? config.runningJobsPerCaller,
    waitingJobs: tier?.waitingJobs ?? config.waitingJobsPerCaller,
    quotas: [...own, ...inherited],
  };
}
