import { z } from 'zod';
import { endpoint } from '../../shared/http/endpoint.ts';
import { register } from '../../shared/identity/register.ts';

const registration = z
  .object({
    uuid: z.uuid().describe('UUID v4 of the device.'),
    secret: z.string().describe('256 random bits, base64url. It is shown this once and kept nowhere.'),
    token: z.string().describe('`<uuid>.<secret>`: the bearer token of every later call.'),
  })
  .meta({ id: 'Registration' });

export const registerDevice = endpoint({
  name: 'registerDevice',
  method: 'POST',
  route: 'v1/register',
  summary: 'Register a device',
  description:
    'Gives a UUID and a secret, and both as one bearer token. Where registration is closed, the registration token is asked for as `Authorization: Bearer`.',
  tag: 'devices',
  auth: 'none',
  headers: z.object({ authorization: z.string().optional() }),
  responses: { 201: { description: 'The device is registered.', body: registration } },
  errors: ['registration_closed'],
  handler: async ({ headers }, services) => ({
    status: 201,
    body: await register(headers.authorization, services),
  }),
});
