import { schedule } from '../../shared/runtime/schedule.ts';
import { sweepUploads as sweep } from '../../shared/uploads/sweepUploads.ts';

export const sweepUploads = schedule({
  name: 'sweepUploads',
  cron: '0 30 * * * *',
  handler: async (services) => {
    services.log.info('Abandoned uploads were deleted.', { uploads: await sweep(services) });
  },
});
