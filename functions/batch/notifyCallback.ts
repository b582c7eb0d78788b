import { notificationMessageSchema } from '../../shared/jobs/message.ts';
import { notify } from '../../shared/jobs/notifications/notify.ts';
import { notificationsQueue } from '../../shared/jobs/queues.ts';
import { consumer } from '../../shared/runtime/consumer.ts';

export const notifyCallback = consumer({
  name: 'notifyCallback',
  queue: notificationsQueue,
  message: notificationMessageSchema,
  handler: notify,
});
