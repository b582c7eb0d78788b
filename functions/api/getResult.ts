import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { result } from '../../shared/jobs/results/result.ts';
import {
  resultAnswer,
  resultErrors,
  resultHeaders,
  resultResponses,
  waitQuery,
} from '../../shared/jobs/results/resultAnswer.ts';

export const getResult = endpoint({
  name: 'getResult',
  method: 'GET',
  route: 'v1/jobs/{id}/result',
  summary: 'Fetch the result of a job',
  description:
    'Returns the file or the requested range; several result files are returned as one ZIP. A result or range of more than 16 MiB is a redirect to a short-lived storage URL, which supports ranges too.',
  tag: 'jobs',
  auth: callersWith('jobs:read'),
  params: z.object({ id: z.string() }),
  query: waitQuery,
  headers: resultHeaders,
  responses: resultResponses,
  errors: [...resultErrors, 'range_not_satisfiable'],
  handler: async ({ params, query, headers, caller, request: { method } }, services) =>
    resultAnswer(await result(params.id, query.wait, caller, services), { method, headers }, services),
});
