import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { rotateSecret } from '../../shared/webhooks/rotateSecret.ts';

export const rotateWebhookSecret = endpoint({
  name: 'rotateWebhookSecret',
  method: 'POST',
  route: 'v1/devices/me/webhook-secret',
  summary: 'Make a webhook secret',
  description:
    'Signs the webhooks of this device from now on (Standard Webhooks, `v1`). The secret before it signs beside it for 24 hours, so that a receiver can change over; one that is older ends at once.',
  tag: 'webhooks',
  auth: 'device',
  responses: {
    201: {
      description: 'The secret, shown this once.',
      body: z
        .object({
          secret: z.string().describe('`whsec_` and 256 random bits in base64.'),
          createdAt: z.iso.datetime(),
          previousExpiresAt: z.iso
            .datetime()
            .optional()
            .describe('Until when the secret before signs too, if there was one.'),
        })
        .meta({ id: 'WebhookSecret' }),
    },
  },
  handler: async ({ caller }, services) => ({ status: 201, body: await rotateSecret(caller, services) }),
});
