import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { removeUpload } from '../../shared/uploads/removeUpload.ts';

export const deleteUpload = endpoint({
  name: 'deleteUpload',
  method: 'DELETE',
  route: 'v1/uploads/{id}',
  summary: 'Delete an upload',
  description:
    'The upload counts towards the limit until its URL expires. An upload that a job has taken is deleted with the job.',
  tag: 'uploads',
  auth: callersWith('jobs:write'),
  params: z.object({ id: z.string() }),
  responses: { 204: { description: 'The upload was deleted.' } },
  errors: ['not_found', 'conflict'],
  handler: async ({ params, caller }, services) => {
    await removeUpload(params.id, caller, services);
    return { status: 204 };
  },
});
