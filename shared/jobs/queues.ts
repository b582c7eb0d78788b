/** The queue of jobs that do not need the browser. */
export const jobsQueue = 'jobs';
/** The queue of jobs that need the browser, or may need it: pages can run for as long as a job may take. */
export const browserJobsQueue = 'browser-jobs';
export const notificationsQueue = 'notifications';

/** The queues of jobs. Each has a function of its own, so that one kind of job cannot occupy the workers of the other. */
export const workQueues = [jobsQueue, browserJobsQueue] as const;
export type WorkQueue = (typeof workQueues)[number];

export const jobsPoisonQueue = 'jobs-poison';
export const browserJobsPoisonQueue = 'browser-jobs-poison';
export const notificationsPoisonQueue = 'notifications-poison';
