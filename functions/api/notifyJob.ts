import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { notifyAgain } from '../../shared/jobs/notifyAgain.ts';
import { jobView, view } from '../../shared/jobs/view.ts';

export const notifyJob = endpoint({
  name: 'notifyJob',
  method: 'POST',
  route: 'v1/jobs/{id}/notify',
  summary: 'Send the webhook of a job again',
  description:
    'With the same `webhook-id` as before, and from now on for a day if the receiver does not confirm it.',
  tag: 'webhooks',
  auth: 'device',
  params: z.object({ id: z.string() }),
  responses: { 202: { description: 'It is sent again.', body: jobView } },
  errors: ['not_found', 'gone', 'job_not_finished', 'conflict'],
  handler: async ({ params, caller }, services) => ({
    status: 202,
    body: view(await notifyAgain(params.id, caller, services)),
  }),
});
