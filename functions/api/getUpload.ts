import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { findUpload } from '../../shared/uploads/findUpload.ts';
import { exampleUpload, uploadView } from '../../shared/uploads/view.ts';

export const getUpload = endpoint({
  name: 'getUpload',
  method: 'GET',
  route: 'v1/uploads/{id}',
  summary: 'Get an upload',
  tag: 'uploads',
  auth: callersWith('jobs:write'),
  params: z.object({ id: z.string() }),
  responses: {
    200: {
      description: 'The upload. It exists until a job takes it.',
      body: uploadView
        .extend({ size: z.int().optional().describe('Bytes; absent until the file is uploaded.') })
        .meta({ id: 'UploadState' }),
      examples: { uploaded: { ...exampleUpload, size: 61_234_567 } },
    },
  },
  errors: ['not_found'],
  handler: async ({ params, caller }, services) => {
    const { upload, blob } = await findUpload(params.id, caller, services);
    return { status: 200, body: { ...upload, ...(blob && { size: blob.size }) } };
  },
});
