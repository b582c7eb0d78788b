import { consumer } from '../../shared/consumer.ts';
import { notificationMessageSchema, notificationsQueue } from '../../shared/jobs/message.ts';
import { notify } from '../../shared/jobs/notify.ts';
import '../../shared/start.ts';

// An app that tells the ends of jobs and has no timer, so that all its steps are those of one message.

consumer({
  name: 'notifyCallback',
  queue: notificationsQueue,
  message: notificationMessageSchema,
  handler: notify,
});
