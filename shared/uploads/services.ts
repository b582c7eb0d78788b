import type { Records } from '../azure/cosmos.ts';
import type { BaseServices } from '../baseServices.ts';
import type { JobRecord } from '../jobs/record.ts';
import { type CallerUploads, uploadsContainer } from './upload.ts';

/** The records of uploads/. */
export interface UploadRecords {
  readonly uploads: Records<CallerUploads>;
}

/** The services that the functions of uploads/ use. */
export type UploadServices = BaseServices & UploadRecords & { readonly jobs: Records<JobRecord> };

export const uploadContainers = [uploadsContainer] as const;

export function uploadRecords({ cosmos }: Pick<BaseServices, 'cosmos'>): UploadRecords {
  return { uploads: cosmos.records<CallerUploads>(uploadsContainer) };
}
