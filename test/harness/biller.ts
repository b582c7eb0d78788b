import { z } from 'zod';
import { notificationsQueue } from '../../shared/jobs/queues.ts';
import { billJobs } from '../../shared/jobs/upkeep/bill.ts';
import { consumer } from '../../shared/runtime/consumer.ts';
import '../../shared/runtime/start.ts';

// An app that updates the ledger on a message instead of a timer, so that a test chooses the time.

consumer({
  name: 'billJobs',
  queue: notificationsQueue,
  message: z.object({}),
  handler: async (_, services) => {
    await billJobs(services);
  },
});
