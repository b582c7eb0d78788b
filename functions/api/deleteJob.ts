import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { remove } from '../../shared/jobs/remove.ts';

export const deleteJob = endpoint({
  name: 'deleteJob',
  method: 'DELETE',
  route: 'v1/jobs/{id}',
  summary: 'Delete a job',
  description: 'Removes it with its files, whatever its status; a running one is cancelled first.',
  tag: 'jobs',
  auth: 'device',
  params: z.object({ id: z.string() }),
  responses: { 204: { description: 'The job is gone.' } },
  errors: ['not_found', 'gone'],
  handler: async ({ params, caller }, services) => {
    await remove(params.id, caller, services);
    return { status: 204 };
  },
});
