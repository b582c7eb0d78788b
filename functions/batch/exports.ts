import { exportMessageSchema, exportsQueue } from '../../shared/exposure/export/message.ts';
import { runExports } from '../../shared/exposure/export/runExports.ts';
import { consumer } from '../../shared/runtime/consumer.ts';

export const exports = consumer({
  name: 'exports',
  queue: exportsQueue,
  message: exportMessageSchema,
  handler: runExports,
});
