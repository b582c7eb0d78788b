import { measure } from '../../shared/jobs/pressure.ts';
import { reconcile, reconcileNotifications } from '../../shared/jobs/reconcile.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const reconcileJobs = schedule({
  name: 'reconcileJobs',
  cron: '0 * * * * *',
  handler: async (services) => {
    services.log.info('State of the jobs queue.', { ...(await measure(services)) });
    await reconcile(services);
    await reconcileNotifications(services);
  },
});
