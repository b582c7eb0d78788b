import { schedule } from '../../shared/runtime/schedule.ts';
import { closeMonth as close } from '../../shared/tenancy/billing/statements.ts';

export const closeMonth = schedule({
  name: 'closeMonth',
  cron: '0 20 * * * *',
  handler: async (services) => {
    const statements = await close(services);
    if (statements > 0) services.log.info('Month statements were made.', { statements });
  },
});
