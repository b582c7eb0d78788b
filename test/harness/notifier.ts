import { notificationMessageSchema } from '../../shared/jobs/message.ts';
import { notify } from '../../shared/jobs/notifications/notify.ts';
import { notificationsQueue } from '../../shared/jobs/queues.ts';
import { consumer } from '../../shared/runtime/consumer.ts';
import '../../shared/runtime/start.ts';

// An app that sends webhooks and has no timers, so that all its steps belong to one message.

consumer({
  name: 'notifyCallback',
  queue: notificationsQueue,
  message: notificationMessageSchema,
  handler: notify,
});
