import type { Records } from '../azure/cosmos.ts';
import type { BaseServices } from '../baseServices.ts';
import type { TenancyServices } from '../tenancy/services.ts';
import type { UploadServices } from '../uploads/services.ts';
import type { WebhookServices } from '../webhooks/services.ts';
import {
  browserJobsPoisonQueue,
  jobsPoisonQueue,
  notificationsPoisonQueue,
  notificationsQueue,
  workQueues,
} from './queues.ts';
import { type JobRecord, jobsContainer } from './record.ts';
import { type IdempotencyClaim, idempotencyContainer } from './submission/idempotencyClaim.ts';

/** The records of jobs/. */
export interface JobRecords {
  readonly jobs: Records<JobRecord>;
  readonly idempotency: Records<IdempotencyClaim>;
}

/** The services that the functions of jobs/ use. */
export type JobServices = JobRecords & UploadServices & TenancyServices & WebhookServices;

export const jobContainers = [jobsContainer, idempotencyContainer] as const;
export const jobQueues = [
  ...workQueues,
  jobsPoisonQueue,
  browserJobsPoisonQueue,
  notificationsQueue,
  notificationsPoisonQueue,
] as const;

export function jobRecords({ cosmos }: Pick<BaseServices, 'cosmos'>): JobRecords {
  return {
    jobs: cosmos.records<JobRecord>(jobsContainer),
    idempotency: cosmos.records<IdempotencyClaim>(idempotencyContainer),
  };
}
