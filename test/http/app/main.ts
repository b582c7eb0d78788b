import { z } from 'zod';
import '../../../functions/unmatched/unmatched.ts';
import { jsonBody } from '../../../shared/http/body/jsonBody.ts';
import { uploadBody } from '../../../shared/http/body/uploadBody.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';

const plain = { summary: 'A test', tag: 'test', auth: 'none' } as const;
const length = { 200: { description: 'Success', body: z.object({ length: z.number() }) } } as const;

endpoint({
  ...plain,
  name: 'json',
  method: 'POST',
  route: 'json/{id}',
  params: z.object({ id: z.string() }),
  query: z.object({ q: z.string().optional() }),
  body: jsonBody(z.strictObject({ a: z.string() }), { maximumBytes: 1000 }),
  responses: {
    200: {
      description: 'Success',
      body: z.object({ id: z.string(), q: z.string().optional(), a: z.string() }),
    },
  },
  handler: ({ params, query, body }) => ({ status: 200, body: { id: params.id, q: query.q, a: body.a } }),
});

endpoint({
  ...plain,
  name: 'upload',
  method: 'POST',
  route: 'upload',
  body: uploadBody({ maximumBytes: 1_000_000 }),
  responses: length,
  handler: ({ body }) => ({
    status: 200,
    body: { length: body.files.reduce((sum, { bytes }) => sum + bytes.length, 0) },
  }),
});

endpoint({
  ...plain,
  name: 'fails',
  method: 'GET',
  route: 'fails',
  responses: { 204: { description: 'Never' } },
  handler: () => {
    throw undefined;
  },
});

endpoint({
  ...plain,
  name: 'bytes',
  method: 'GET',
  route: 'bytes',
  responses: { 200: { description: 'Ten bytes', body: { contentType: 'application/octet-stream' } } },
  handler: () => ({ status: 200, body: Buffer.from('0123456789') }),
});
