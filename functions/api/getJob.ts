import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { jobView, view } from '../../shared/jobs/view.ts';
import { wait } from '../../shared/jobs/wait.ts';

export const getJob = endpoint({
  name: 'getJob',
  method: 'GET',
  route: 'v1/jobs/{id}',
  summary: 'See a job',
  description: 'With `wait` the answer comes when the status changes, or after so many seconds.',
  tag: 'jobs',
  auth: 'device',
  params: z.object({ id: z.string() }),
  query: z.strictObject({
    wait: z.coerce.number().int().min(0).max(20).default(0).describe('Seconds, at most 20.'),
  }),
  responses: { 200: { description: 'The job.', body: jobView } },
  errors: ['not_found', 'gone'],
  handler: async ({ params, query, caller }, services) => ({
    status: 200,
    body: view(await wait(params.id, { seconds: query.wait, until: 'changed' }, caller, services)),
  }),
});
