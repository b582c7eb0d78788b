import { upkeepCounters as upkeep } from '../../shared/jobs/upkeep/upkeepCounters.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const upkeepCounters = schedule({
  name: 'upkeepCounters',
  cron: '0 5 * * * *',
  handler: async (services) => {
    services.log.info('Counters of quotas were brought up to date.', { counters: await upkeep(services) });
  },
});
