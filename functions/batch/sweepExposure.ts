import { sweepExposure as sweep } from '../../shared/exposure/export/sweepExposure.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const sweepExposure = schedule({
  name: 'sweepExposure',
  cron: '0 30 * * * *',
  handler: async (services) => {
    services.log.info('Expired exposure keys and exports were deleted.', { ...(await sweep(services)) });
  },
});
