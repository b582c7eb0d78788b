import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { exampleJob } from '../../shared/jobs/example.ts';
import { isTerminal } from '../../shared/jobs/states.ts';
import { jobView, view } from '../../shared/jobs/view.ts';
import { longestWait, wait, waitSeconds } from '../../shared/jobs/wait.ts';

export const getJob = endpoint({
  name: 'getJob',
  method: 'GET',
  route: 'v1/jobs/{id}',
  summary: 'Get a job',
  description: 'With `wait`, responds when the status changes, or after that many seconds.',
  tag: 'jobs',
  auth: callersWith('jobs:read'),
  params: z.object({ id: z.string() }),
  query: z.strictObject({
    wait: waitSeconds.describe(`Seconds, at most ${longestWait}.`),
  }),
  responses: {
    200: {
      description: 'The job.',
      body: jobView,
      examples: { succeeded: exampleJob },
      headers: { 'Retry-After': 'Seconds to wait before the next request, while the job has not ended.' },
    },
  },
  errors: ['not_found', 'gone'],
  handler: async ({ params, query, caller }, services) => {
    const job = await wait(params.id, { seconds: query.wait, until: 'changed' }, caller, services);
    return { status: 200, headers: isTerminal(job.status) ? {} : { 'retry-after': '1' }, body: view(job) };
  },
});
