import { sweepJobs as sweep } from '../../shared/jobs/upkeep/sweep.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const sweepJobs = schedule({
  name: 'sweepJobs',
  cron: '0 45 * * * *',
  handler: async (services) => {
    services.log.info('Expired jobs were deleted.', { ...(await sweep(services)) });
  },
});
