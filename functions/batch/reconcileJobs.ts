import { reconcileCounters } from '../../shared/jobs/fairness/reconcileCounters.ts';
import { measure } from '../../shared/jobs/submission/pressure.ts';
import { reconcile, reconcileNotifications } from '../../shared/jobs/upkeep/reconcile.ts';
import { schedule } from '../../shared/runtime/schedule.ts';

export const reconcileJobs = schedule({
  name: 'reconcileJobs',
  cron: '0 * * * * *',
  handler: async (services) => {
    for (const [queue, state] of Object.entries(await measure(services)))
      services.log.info('State of a queue of jobs.', { queue, ...state });
    await reconcile(services);
    await reconcileCounters(services);
    await reconcileNotifications(services);
  },
});
