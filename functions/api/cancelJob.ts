import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { cancel } from '../../shared/jobs/cancel.ts';
import { jobView, view } from '../../shared/jobs/view.ts';

export const cancelJob = endpoint({
  name: 'cancelJob',
  method: 'POST',
  route: 'v1/jobs/{id}/cancel',
  summary: 'Cancel a job',
  description: 'Ends a queued or running job and stops its engine. A cancelled job is not billed.',
  tag: 'jobs',
  auth: callersWith('jobs:write'),
  params: z.object({ id: z.string() }),
  responses: { 200: { description: 'The cancelled job.', body: jobView } },
  errors: ['not_found', 'gone', 'conflict'],
  handler: async ({ params, caller }, services) => ({
    status: 200,
    body: view(await cancel(params.id, caller, services)),
  }),
});
