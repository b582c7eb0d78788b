import { consumer } from '../../shared/consumer.ts';
import { exportMessageSchema, exportsPoisonQueue } from '../../shared/exposure/export/message.ts';

export const exportsPoison = consumer({
  name: 'exportsPoison',
  queue: exportsPoisonQueue,
  message: exportMessageSchema,
  // What is due the timer goes on trying; only a window that was asked for again is given up.
  handler: async (message, { log }) =>
    log.error('An export that was asked for was given up.', { ...message }),
});
