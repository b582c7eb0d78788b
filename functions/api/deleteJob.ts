import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { remove } from '../../shared/jobs/upkeep/remove.ts';

export const deleteJob = endpoint({
  name: 'deleteJob',
  method: 'DELETE',
  route: 'v1/jobs/{id}',
  summary: 'Delete a job',
  description: 'Deletes the job and its files, in any status. A queued or running job is cancelled first.',
  tag: 'jobs',
  auth: callersWith('jobs:write'),
  params: z.object({ id: z.string() }),
  responses: { 204: { description: 'The job was deleted.' } },
  errors: ['not_found', 'gone'],
  handler: async ({ params, caller }, services) => {
    await remove(params.id, caller, services);
    return { status: 204 };
  },
});
