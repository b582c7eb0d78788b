import { sweepPublishStatistics } from '../../shared/exposure/publishStatistics.ts';
import { sweepCertificates } from '../../shared/exposure/sweepCertificates.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const sweepPublishes = schedule({
  name: 'sweepPublishes',
  cron: '0 25 * * * *',
  handler: async (services) => {
    const certificates = await sweepCertificates(services);
    const statistics = await sweepPublishStatistics(services);
    services.log.info('Expired certificates and publish statistics were deleted.', {
      certificates,
      statistics,
    });
  },
});
