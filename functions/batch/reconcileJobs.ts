import { reconcile } from '../../shared/jobs/reconcile.ts';
import { schedule } from '../../shared/schedule.ts';

export const reconcileJobs = schedule({
  name: 'reconcileJobs',
  cron: '0 * * * * *',
  handler: async (services) => {
    await reconcile(services);
  },
});
