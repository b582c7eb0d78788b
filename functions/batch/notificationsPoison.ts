import { notificationMessageSchema } from '../../shared/jobs/message.ts';
import { handleNotificationPoison } from '../../shared/jobs/notifications/notify.ts';
import { notificationsPoisonQueue } from '../../shared/jobs/queues.ts';
import { consumer } from '../../shared/runtime/consumer.ts';

export const notificationsPoison = consumer({
  name: 'notificationsPoison',
  queue: notificationsPoisonQueue,
  message: notificationMessageSchema,
  handler: handleNotificationPoison,
});
