import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { resultAt } from '../../shared/jobs/results/result.ts';
import {
  resultAnswer,
  resultErrors,
  resultHeaders,
  resultIndex,
  resultResponses,
  waitQuery,
} from '../../shared/jobs/results/resultAnswer.ts';

export const getResultFile = endpoint({
  name: 'getResultFile',
  method: 'GET',
  route: 'v1/jobs/{id}/results/{index}',
  summary: 'Fetch one of several result files',
  description:
    'Like the result of a job with one file: supports ranges and `ETag`, and redirects for a large file.',
  tag: 'jobs',
  auth: callersWith('jobs:read'),
  params: z.object({ id: z.string(), index: resultIndex }),
  query: waitQuery,
  headers: resultHeaders,
  responses: resultResponses,
  errors: [...resultErrors, 'range_not_satisfiable'],
  handler: async ({ params, query, headers, caller, request: { method } }, services) =>
    resultAnswer(await resultAt(params, query.wait, caller, services), { method, headers }, services),
});
