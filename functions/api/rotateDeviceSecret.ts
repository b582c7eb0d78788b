import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { devices } from '../../shared/identity/access.ts';
import { rotateDeviceSecret as rotate } from '../../shared/identity/rotateDeviceSecret.ts';
import { exampleRegistration, registration } from './registerDevice.ts';

export const rotateDeviceSecret = endpoint({
  name: 'rotateDeviceSecret',
  method: 'POST',
  route: 'v1/devices/me/secret',
  summary: 'Replace the secret of this device',
  description:
    'The secret that the request used stays valid for 24 hours, so that the request can be repeated if its response was lost. Any other secret of the device stops at once.',
  tag: 'devices',
  auth: devices,
  responses: {
    201: {
      description: 'The new credentials.',
      body: registration
        .extend({
          previousExpiresAt: z.iso.datetime().describe('When the secret that the request used stops.'),
        })
        .meta({ id: 'DeviceSecret' }),
      examples: { rotated: { ...exampleRegistration, previousExpiresAt: '2026-11-30T09:00:00.000Z' } },
    },
  },
  handler: async ({ request }, services) => ({
    status: 201,
    body: await rotate(request.headers.get('authorization') ?? undefined, services),
  }),
});
