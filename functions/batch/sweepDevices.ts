import { sweepRedeemed } from '../../shared/identity/attestation/redeem.ts';
import { sweepDevices as sweep } from '../../shared/identity/sweepDevices.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const sweepDevices = schedule({
  name: 'sweepDevices',
  cron: '0 15 * * * *',
  handler: async (services) => {
    services.log.info('Unused devices were deleted.', { devices: await sweep(services) });
    services.log.info('Expired records of used challenges were deleted.', {
      challenges: await sweepRedeemed(services),
    });
  },
});
