import { z } from 'zod';
import type { EndpointMetadata } from '../../shared/http/declaration.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { resendNotification } from '../../shared/jobs/notifications/resendNotification.ts';
import { jobView, view } from '../../shared/jobs/view.ts';

/** An endpoint that sends the webhook of a job again. */
export const resendEndpoint = (
  own: Pick<EndpointMetadata, 'name' | 'route' | 'summary' | 'description' | 'deprecated'>,
) =>
  endpoint({
    ...own,
    method: 'POST',
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

export const sendCallback = resendEndpoint({
  name: 'sendCallback',
  route: 'v1/jobs/{id}/callback',
  summary: 'Send the webhook of a job again',
  description:
    'Uses the same `webhook-id`. If the receiver does not confirm it, it is retried for one day. While a first attempt is due, repeating the request changes nothing.',
});
