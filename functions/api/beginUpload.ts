import { z } from 'zod';
import { jsonBody } from '../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { sanitiseFileName } from '../../shared/http/sanitiseFileName.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { beginUpload as begin } from '../../shared/uploads/beginUpload.ts';
import { exampleUpload, uploadView } from '../../shared/uploads/view.ts';

const request = z
  .strictObject({
    name: z.string().min(1).max(255).describe('File name; its extension determines the format.'),
    contentType: z.string().max(200).optional(),
  })
  .meta({ id: 'UploadRequest' });

const begun = uploadView
  .extend({
    url: z
      .url()
      .describe('Storage URL that can only create and write this one blob. Returned only in this response.'),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()).describe('Headers that the PUT must send.'),
    maximumBytes: z.int().describe('Maximum size; a job rejects a larger file.'),
  })
  .meta({ id: 'BegunUpload' });

/** Blob Storage requires this header when a blob is written in one request. */
const putHeaders = { 'x-ms-blob-type': 'BlockBlob' };

export const beginUpload = endpoint({
  name: 'beginUpload',
  method: 'POST',
  route: 'v1/uploads',
  summary: 'Create a direct upload',
  description:
    'For large files. Returns a storage URL that accepts the file for 15 minutes. Then submit a job with the id of the upload. The number of outstanding uploads is limited; an upload that no job takes within an hour is deleted.',
  tag: 'uploads',
  auth: callersWith('jobs:write'),
  body: jsonBody(request, { examples: { large: { name: 'drawings.pptx' } } }),
  responses: {
    201: {
      description: 'The upload was created.',
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
      headers: { Location: 'URL of the upload.' },
    },
  },
  errors: ['too_many_uploads'],
  handler: async ({ body: { name, contentType }, caller }, services) => {
    const upload = await begin({ name: sanitiseFileName(name), contentType }, caller, services);
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
