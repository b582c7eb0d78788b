/** The queues of jobs/. */
export const jobsQueue = 'jobs';
export const jobsPoisonQueue = 'jobs-poison';
export const notificationsQueue = 'notifications';
export const notificationsPoisonQueue = 'notifications-poison';
