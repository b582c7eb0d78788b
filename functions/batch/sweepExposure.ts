import { sweepExposure as sweep } from '../../shared/exposure/export/sweep.ts';
import { schedule } from '../../shared/schedule.ts';

export const sweepExposure = schedule({
  name: 'sweepExposure',
  cron: '0 30 * * * *',
  handler: async (services) => {
    services.log.info('Old exposure keys were swept.', { ...(await sweep(services)) });
  },
});
