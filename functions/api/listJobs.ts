import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { list } from '../../shared/jobs/list.ts';
import { statuses } from '../../shared/jobs/states.ts';
import { jobView, view } from '../../shared/jobs/view.ts';

export const listJobs = endpoint({
  name: 'listJobs',
  method: 'GET',
  route: 'v1/jobs',
  summary: 'List jobs',
  description: 'Your jobs, the youngest first, a page at a time: follow `next` until there is none.',
  tag: 'jobs',
  auth: 'device',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20).describe('Jobs a page.'),
    after: z.uuid().optional().describe('The id of the last job of the page before.'),
    status: z.enum(statuses).optional(),
  }),
  responses: {
    200: {
      description: 'A page of jobs.',
      body: z
        .object({
          jobs: z.array(jobView),
          next: z.string().optional().describe('Where the next page is; absent on the last.'),
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
