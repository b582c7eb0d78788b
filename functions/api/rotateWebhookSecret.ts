import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { callersWith } from '../../shared/identity/access.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';

export const rotateWebhookSecret = endpoint({
  name: 'rotateWebhookSecret',
  method: 'POST',
  route: 'v1/webhook-secret',
  summary: 'Create a webhook secret',
  description:
    'The new secret signs the webhooks of this caller (Standard Webhooks, `v1`). The previous secret keeps signing for 24 hours, so that the receiver can switch; older secrets stop at once.',
  tag: 'webhooks',
  auth: callersWith('jobs:write'),
  responses: {
    201: {
      description: 'The secret. It is shown only once.',
      body: z
        .object({
          secret: z.string().describe('`whsec_` and 256 random bits in base64.'),
          createdAt: z.iso.datetime(),
          previousExpiresAt: z.iso
            .datetime()
            .optional()
            .describe('When the previous secret stops signing, if there was one.'),
        })
        .meta({ id: 'WebhookSecret' }),
    },
  },
  handler: async ({ caller }, services) => ({ status: 201, body: await rotateSecret(caller, services) }),
});
