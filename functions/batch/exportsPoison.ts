import { exportMessageSchema, exportsPoisonQueue } from '../../shared/exposure/export/message.ts';
import { consumer } from '../../shared/runtime/consumer.ts';

export const exportsPoison = consumer({
  name: 'exportsPoison',
  queue: exportsPoisonQueue,
  message: exportMessageSchema,
  // The timer keeps retrying due windows. Only the request for an export is dropped.
  handler: async (message, { log }) => log.error('A requested export failed permanently.', { ...message }),
});
