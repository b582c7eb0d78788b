import { schedule } from '../../shared/runtime/schedule.ts';
import { closeMonths as close } from '../../shared/tenancy/billing/statements.ts';

export const closeMonths = schedule({
  name: 'closeMonths',
  cron: '0 20 * * * *',
  handler: async (services) => {
    const statements = await close(services);
    if (statements > 0) services.log.info('Month statements were made.', { statements });
  },
});
