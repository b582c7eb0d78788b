import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { result, resultUrl } from '../../shared/jobs/results/result.ts';
import { resultErrors } from '../../shared/jobs/results/resultAnswer.ts';

export const resultUrlView = z
  .object({ url: z.url(), expiresAt: z.iso.datetime() })
  .meta({ id: 'ResultUrl' });

export const getResultUrl = endpoint({
  name: 'getResultUrl',
  method: 'GET',
  route: 'v1/jobs/{id}/result/url',
  summary: 'Get a URL of the result',
  description:
    'Returns a storage URL that needs no credential and is valid for 15 minutes. For several files it is the URL of their ZIP.',
  tag: 'jobs',
  auth: callersWith('jobs:read'),
  params: z.object({ id: z.string() }),
  responses: { 200: { description: 'The URL.', body: resultUrlView } },
  errors: resultErrors,
  handler: async ({ params, caller }, services) => ({
    status: 200,
    body: await resultUrl(await result(params.id, 0, caller, services), services),
  }),
});
