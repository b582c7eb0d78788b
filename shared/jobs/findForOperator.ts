import { z } from 'zod';
import { ConveyorError } from '../errors.ts';
import { timestampOf } from './jobId.ts';
import type { JobRecord } from './record.ts';
import type { JobServices } from './services.ts';
import { jobView, view } from './view.ts';

/** A job as operators see it. */
export const operatorJobView = jobView
  .extend({
    organisationId: z.string(),
    attempt: z.int().describe('How often a worker started it.'),
    leaseUntil: z.iso
      .datetime()
      .optional()
      .describe('While it runs: when its worker must have renewed its lease.'),
  })
  .meta({ id: 'OperatorJob' });

export const viewForOperator = (job: JobRecord) => ({
  ...view(job),
  organisationId: job.organisationId,
  attempt: job.attempt,
  ...(job.status === 'running' && job.leaseUntil !== undefined && { leaseUntil: job.leaseUntil }),
});

/** Finds a job of any organisation. @throws ConveyorError `not_found` */
export async function findForOperator(id: string, { jobs }: Pick<JobServices, 'jobs'>): Promise<JobRecord> {
  const isJobId = timestampOf(id) !== undefined;
  const query = { text: 'SELECT * FROM c WHERE c.id = @id', parameters: { id } };
  const [found] = isJobId ? await Array.fromAsync(jobs.query(query)) : [];
  if (!found) throw new ConveyorError('not_found');
  return found;
}
