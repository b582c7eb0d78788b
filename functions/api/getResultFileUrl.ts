import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { resultAt, resultUrl } from '../../shared/jobs/results/result.ts';
import { resultErrors, resultIndex } from '../../shared/jobs/results/resultAnswer.ts';
import { resultUrlView } from './getResultUrl.ts';

export const getResultFileUrl = endpoint({
  name: 'getResultFileUrl',
  method: 'GET',
  route: 'v1/jobs/{id}/results/{index}/url',
  summary: 'Get a URL of one of several result files',
  description: 'Returns a storage URL that needs no credential and is valid for 15 minutes.',
  tag: 'jobs',
  auth: callersWith('jobs:read'),
  params: z.object({ id: z.string(), index: resultIndex }),
  responses: { 200: { description: 'The URL.', body: resultUrlView } },
  errors: resultErrors,
  handler: async ({ params, caller }, services) => ({
    status: 200,
    body: await resultUrl(await resultAt(params, 0, caller, services), services),
  }),
});
