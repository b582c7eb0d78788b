import { notificationMessageSchema, notificationsQueue } from '../../shared/jobs/message.ts';
import { notify } from '../../shared/jobs/notify.ts';
import { consumer } from '../../shared/runtime/consumer.ts';

export const notifyCallback = consumer({
  name: 'notifyCallback',
  queue: notificationsQueue,
  message: notificationMessageSchema,
  handler: notify,
});
