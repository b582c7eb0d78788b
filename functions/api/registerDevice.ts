import { z } from 'zod';
import { jsonBody } from '../../shared/http/body/jsonBody.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { evidenceSchema } from '../../shared/identity/attestation/evidence.ts';
import { register } from '../../shared/identity/register.ts';

export const registration = z
  .object({
    uuid: z.uuid().describe('UUID v4 of the device.'),
    secret: z
      .string()
      .describe('256 random bits, base64url. Returned only once; the server stores only a hash.'),
    token: z.string().describe('`<uuid>.<secret>`, the bearer token of later requests.'),
  })
  .meta({ id: 'Registration' });

const uuid = '0f8c1c1e-6d1b-4c5e-9a53-0c7b8f0c2a11';
const secret = 'k7VYl0mFq9wq0m2h1m6p1tq7m5yq0rZq8v3c4s2X1uE';
export const exampleRegistration = { uuid, secret, token: `${uuid}.${secret}` };

const request = z
  .object({
    attestation: evidenceSchema
      .optional()
      .describe('Evidence of a genuine app. Required with REGISTRATION=attested.'),
  })
  .meta({ id: 'RegistrationRequest' });

export const registerDevice = endpoint({
  name: 'registerDevice',
  method: 'POST',
  route: 'v1/register',
  summary: 'Register a device',
  description:
    'Returns a UUID and a secret, and a bearer token that combines both. The device belongs to the organisation of the registration token in `Authorization: Bearer`, or without one to the default organisation. With REGISTRATION=token, a registration token is required. With REGISTRATION=attested, send an `attestation` for a challenge from `POST /v1/attestation/challenges`.',
  tag: 'devices',
  auth: 'none',
  rateLimit: 'registrations',
  headers: z.object({ authorization: z.string().optional() }),
  body: jsonBody(request, { optional: true, maximumBytes: 32_768 }),
  responses: {
    201: {
      description: 'The device was registered.',
      body: registration,
      examples: { registered: exampleRegistration },
    },
  },
  errors: [
    'registration_closed',
    'registration_token_invalid',
    'registration_token_exhausted',
    'organisation_suspended',
    'quota_exceeded',
    'attestation_required',
    'attestation_invalid',
    'attestation_wrong_request',
    'attestation_expired',
    'attestation_replayed',
    'attestation_wrong_app',
    'attestation_untrusted_root',
    'attestation_counter',
    'attestation_verdict',
    'attestation_unavailable',
  ],
  handler: async ({ headers, body }, services) => ({
    status: 201,
    body: await register(headers.authorization, services, body?.attestation),
  }),
});
