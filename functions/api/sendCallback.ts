import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { resendNotification } from '../../shared/jobs/notifications/resendNotification.ts';
import { jobView, view } from '../../shared/jobs/view.ts';
import type { Services } from '../../shared/services.ts';

/** What both names of the endpoint share. */
export const resending = {
  method: 'POST',
  tag: 'webhooks',
  auth: callersWith('jobs:write'),
  params: z.object({ id: z.string() }),
  responses: { 202: { description: 'The webhook was queued.', body: jobView } },
  errors: ['not_found', 'gone', 'job_not_finished', 'conflict', 'webhook_too_soon'],
  handler: async ({ params, caller }: { params: { id: string }; caller: TenantCaller }, services: Services) =>
    ({ status: 202, body: view(await resendNotification(params.id, caller, services)) }) as const,
} as const;

export const sendCallback = endpoint({
  ...resending,
  name: 'sendCallback',
  route: 'v1/jobs/{id}/callback',
  summary: 'Send the webhook of a job again',
  description:
    'Uses the same `webhook-id`. If the receiver does not confirm it, it is retried for one day. While a first attempt is due, repeating the request changes nothing.',
});
