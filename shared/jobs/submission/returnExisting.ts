import type { Stored } from '../../azure/cosmos.ts';
import { enqueue } from '../message.ts';
import type { JobRecord } from '../record.ts';
import type { JobServices } from '../services.ts';

/**
 * Returns a job that an earlier identical request created. That request may have died before it sent the message; an attempt
 * proves that it was sent. A held job has no message yet.
 */
export async function returnExisting(
  { record, sessionToken }: Stored<JobRecord>,
  services: JobServices,
): Promise<JobRecord> {
  if (record.status === 'queued' && record.attempt === 0 && !record.held)
    await enqueue(record, sessionToken, services);
  return record;
}
