import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { listUploads as list } from '../../shared/uploads/findUpload.ts';
import { exampleUpload, uploadView } from '../../shared/uploads/view.ts';

export const listUploads = endpoint({
  name: 'listUploads',
  method: 'GET',
  route: 'v1/uploads',
  summary: 'List uploads',
  description: 'Your uploads that no job has taken, oldest first.',
  tag: 'uploads',
  auth: callersWith('jobs:write'),
  responses: {
    200: {
      description: 'The uploads.',
      body: z.object({ uploads: z.array(uploadView) }).meta({ id: 'UploadList' }),
      examples: { one: { uploads: [exampleUpload] } },
    },
  },
  handler: async ({ caller }, services) => ({
    status: 200,
    body: { uploads: await list(caller, services) },
  }),
});
