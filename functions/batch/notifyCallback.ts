import { consumer } from '../../shared/consumer.ts';
import { notificationMessageSchema, notificationsQueue } from '../../shared/jobs/message.ts';
import { notify } from '../../shared/jobs/notify.ts';

export const notifyCallback = consumer({
  name: 'notifyCallback',
  queue: notificationsQueue,
  message: notificationMessageSchema,
  handler: notify,
});
