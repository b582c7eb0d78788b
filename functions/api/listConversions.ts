import { z } from 'zod';
import { lazy } from '../../shared/async/lazy.ts';
import { conversionListSchema } from '../../shared/conversion/conversionList.ts';
import { entityTag, isNotModified } from '../../shared/http/conditional.ts';
import { endpoint } from '../../shared/http/endpoint.ts';

/** The list never changes while an app runs. */
const made = lazy(async () => {
  const { conversionList } = await import('../../shared/conversion/conversionList.ts');
  const list = conversionList();
  return { list, etag: entityTag(JSON.stringify(list)) };
});

/** `GET /v1/conversions` */
export const listConversions = endpoint({
  name: 'listConversions',
  method: 'GET',
  route: 'v1/conversions',
  summary: 'List formats, conversions and steps',
  description: 'Everything that a job can be made of, with the options and their JSON Schemas.',
  tag: 'jobs',
  auth: 'none',
  headers: z.object({ 'if-none-match': z.string().optional() }),
  responses: {
    200: { description: 'The list.', body: conversionListSchema, headers: { ETag: 'Its version.' } },
    304: { description: 'The list that the caller has is the present one.' },
  },
  handler: async ({ headers }) => {
    const { list, etag } = await made();
    const cached = { etag, 'cache-control': 'public, max-age=300' };
    if (isNotModified(headers['if-none-match'], etag)) return { status: 304, headers: cached };
    return { status: 200, body: list, headers: cached };
  },
});
