import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { harmlessFileName } from '../../shared/http/fileName.ts';
import { jsonBody } from '../../shared/http/jsonBody.ts';
import { beginUpload as begin } from '../../shared/uploads/beginUpload.ts';
import { exampleUpload, uploadView } from '../../shared/uploads/view.ts';

const request = z
  .strictObject({
    name: z.string().min(1).max(255).describe('The name of the file; its extension says what it is.'),
    contentType: z.string().max(200).optional(),
  })
  .meta({ id: 'UploadRequest' });

const begun = uploadView
  .extend({
    url: z.url().describe('Creates and writes this one file, and can do nothing else. It is told this once.'),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()).describe('What the PUT must carry.'),
    maximumBytes: z.int().describe('A job refuses more.'),
  })
  .meta({ id: 'BegunUpload' });

/** What storage wants to be told of a file that is written in one piece. */
const putHeaders = { 'x-ms-blob-type': 'BlockBlob' };

export const beginUpload = endpoint({
  name: 'beginUpload',
  method: 'POST',
  route: 'v1/uploads',
  summary: 'Begin a direct upload',
  description:
    'For large files: gives a URL of storage that takes the file for 15 minutes. Then submit a job that names the upload. A limited number may be outstanding; what no job has named within an hour is deleted.',
  tag: 'uploads',
  auth: 'device',
  body: jsonBody(request, { examples: { large: { name: 'drawings.pptx' } } }),
  responses: {
    201: {
      description: 'The upload is begun.',
      body: begun,
      examples: {
        begun: {
          ...exampleUpload,
          url: 'https://example.blob.core.windows.net/organisation-default/01a1fd43-95f9-70c9-a351-0cbd4e465ce7/upload?sp=cw&sig=…',
          method: 'PUT',
          headers: putHeaders,
          maximumBytes: 100_000_000,
        },
      },
      headers: { Location: 'Where the upload is.' },
    },
  },
  errors: ['too_many_uploads'],
  handler: async ({ body: { name, contentType }, caller }, services) => {
    const upload = await begin({ name: harmlessFileName(name), contentType }, caller, services);
    return {
      status: 201,
      headers: { location: `/v1/uploads/${upload.id}` },
      body: {
        ...upload,
        method: 'PUT',
        headers: putHeaders,
        maximumBytes: services.config.maximumUploadBytes,
      },
    };
  },
});
