import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { list } from '../../shared/jobs/list.ts';
import { statuses } from '../../shared/jobs/states.ts';
import { jobView, view } from '../../shared/jobs/view.ts';

export const listJobs = endpoint({
  name: 'listJobs',
  method: 'GET',
  route: 'v1/jobs',
  summary: 'List jobs',
  description: 'Your jobs, newest first, in pages. Follow `next` until it is absent.',
  tag: 'jobs',
  auth: callersWith('jobs:read'),
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20).describe('Jobs per page.'),
    after: z.uuid().optional().describe('The id of the last job of the previous page.'),
    status: z.enum(statuses).optional(),
  }),
  responses: {
    200: {
      description: 'A page of jobs.',
      body: z
        .object({
          jobs: z.array(jobView),
          next: z.string().optional().describe('Path of the next page; absent on the last page.'),
        })
        .meta({ id: 'JobPage' }),
    },
  },
  handler: async ({ query, caller }, services) => {
    const page = await list(query, caller, services);
    const next = new URLSearchParams({ limit: String(query.limit), after: page.next ?? '' });
    if (query.status) next.set('status', query.status);
    return {
      status: 200,
      body: { jobs: page.jobs.map(view), ...(page.next && { next: `/v1/jobs?${next}` }) },
    };
  },
});
