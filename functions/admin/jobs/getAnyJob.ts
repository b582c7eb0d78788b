import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { operators } from '../../../shared/identity/access.ts';
import { findForOperator, operatorJobView, viewForOperator } from '../../../shared/jobs/findForOperator.ts';

export const getAnyJob = endpoint({
  name: 'getAnyJob',
  method: 'GET',
  route: 'v1/admin/jobs/{id}',
  summary: 'Get a job of any organisation',
  tag: 'jobs of organisations',
  auth: operators('reader'),
  params: z.object({ id: z.string() }),
  responses: { 200: { description: 'The job.', body: operatorJobView } },
  errors: ['not_found'],
  handler: async ({ params }, services) => ({
    status: 200,
    body: viewForOperator(await findForOperator(params.id, services)),
  }),
});
