import { sweepDevices } from '../../shared/identity/sweep.ts';
import { sweepJobs } from '../../shared/jobs/sweep.ts';
import { schedule } from '../../shared/schedule.ts';

export const sweep = schedule({
  name: 'sweep',
  cron: '0 45 * * * *',
  handler: async (services) => {
    const jobs = await sweepJobs(services);
    const devices = await sweepDevices(services);
    services.log.info('The sweep is done.', { ...jobs, devices });
  },
});
