import { z } from 'zod';
import { consumer } from '../../shared/consumer.ts';
import { billJobs } from '../../shared/jobs/bill.ts';
import { notificationsQueue } from '../../shared/jobs/message.ts';
import '../../shared/start.ts';

// An app that updates the ledger on a message instead of a timer, so that a test chooses the time.

consumer({
  name: 'billJobs',
  queue: notificationsQueue,
  message: z.object({}),
  handler: async (_, services) => {
    await billJobs(services);
  },
});
