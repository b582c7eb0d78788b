import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { result } from '../../shared/jobs/result.ts';
import {
  resultAnswer,
  resultErrors,
  resultHeaders,
  resultResponses,
  waitQuery,
} from '../../shared/jobs/resultAnswer.ts';

export const getResult = endpoint({
  name: 'getResult',
  method: 'GET',
  route: 'v1/jobs/{id}/result',
  summary: 'Fetch the result of a job',
  description:
    'Answers the bytes, or the range that is asked for; several result files come as one ZIP. A result of more than 16 MiB is a redirection to a short-lived URL of storage, which takes ranges too.',
  tag: 'jobs',
  auth: 'device',
  params: z.object({ id: z.string() }),
  query: waitQuery,
  headers: resultHeaders,
  responses: resultResponses,
  errors: [...resultErrors, 'range_not_satisfiable'],
  handler: async ({ params, query, headers, caller, request: { method } }, services) =>
    resultAnswer(await result(params.id, query.wait, caller, services), { method, headers }, services),
});
