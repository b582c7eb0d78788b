import { sweepRedeemed } from '../../shared/identity/attestation/redeem.ts';
import { sweepDevices as sweep } from '../../shared/identity/sweep.ts';
import { schedule } from '../../shared/schedule.ts';

export const sweepDevices = schedule({
  name: 'sweepDevices',
  cron: '0 15 * * * *',
  handler: async (services) => {
    services.log.info('Unused devices were forgotten.', { devices: await sweep(services) });
    services.log.info('Used challenges were forgotten.', { challenges: await sweepRedeemed(services) });
  },
});
