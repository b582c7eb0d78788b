import { z } from 'zod';
import { consumer } from '../../shared/consumer.ts';
import { billJobs } from '../../shared/jobs/bill.ts';
import { notificationsQueue } from '../../shared/jobs/message.ts';
import '../../shared/start.ts';

// An app that brings the ledger up to date when a message says so: what a timer does, at a moment that a test chooses.

consumer({
  name: 'billJobs',
  queue: notificationsQueue,
  message: z.object({}),
  handler: async (_, services) => {
    await billJobs(services);
  },
});
