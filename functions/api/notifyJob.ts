import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { resendNotification } from '../../shared/jobs/notifications/resendNotification.ts';
import { jobView, view } from '../../shared/jobs/view.ts';

export const notifyJob = endpoint({
  name: 'notifyJob',
  method: 'POST',
  route: 'v1/jobs/{id}/notify',
  summary: 'Send the webhook of a job again (deprecated)',
  description: 'The former name of `POST /v1/jobs/{id}/callback`.',
  deprecated: true,
  tag: 'webhooks',
  auth: 'device',
  params: z.object({ id: z.string() }),
  responses: { 202: { description: 'The webhook was queued.', body: jobView } },
  errors: ['not_found', 'gone', 'job_not_finished', 'conflict', 'webhook_too_soon'],
  handler: async ({ params, caller }, services) => ({
    status: 202,
    body: view(await resendNotification(params.id, caller, services)),
  }),
});
