import { billJobs as bill } from '../../shared/jobs/upkeep/bill.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const billJobs = schedule({
  name: 'billJobs',
  cron: '30 * * * * *',
  handler: async (services) => {
    const jobs = await bill(services);
    if (jobs > 0) services.log.info('Jobs were billed.', { jobs });
  },
});
