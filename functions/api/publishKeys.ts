import { z } from 'zod';
import { answerPublish } from '../../shared/exposure/answerPublish.ts';
import { publishAnswerSchema } from '../../shared/exposure/publishAnswer.ts';
import { publishBody } from '../../shared/exposure/publishBody.ts';
import { examplePublish } from '../../shared/exposure/publishExample.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { attestationHeader } from '../../shared/identity/attestation/attestPublish.ts';

const headers = { 'X-Api-Version': '`v1`.' };
const credentialsOf = (headers: {
  authorization?: string | undefined;
  'x-attestation'?: string | undefined;
}) => ({
  authorization: headers.authorization,
  attestation: headers['x-attestation'],
});
const failure = (description: string) => ({ description, body: publishAnswerSchema, headers });

const declaration = {
  method: 'POST',
  tag: 'exposure keys',
  auth: 'none',
  headers: z.object({
    authorization: z.string().optional().describe('`Bearer <uuid>.<secret>`, if a region requires a device.'),
    'x-attestation': attestationHeader,
    'x-chaff': z
      .string()
      .optional()
      .describe('Marks a request that only hides real publishes from observers. Its body is ignored.'),
  }),
  body: publishBody({ confirmed: examplePublish.request }),
  responses: {
    200: {
      description:
        'The publish was accepted. With `partial_failure`, `error` and `warnings` list the keys that were not stored.',
      body: publishAnswerSchema,
      headers,
      examples: { confirmed: examplePublish.answer },
    },
    400: failure('`bad_request`, or a code of a failed revision.'),
    401: failure(
      'The health authority is unknown, its certificate is invalid, or a registered device is required.',
    ),
    403: failure('The attestation is missing or was rejected: `attestation_…`.'),
    413: failure('The body is larger than 64 KiB.'),
    415: failure('The body is not JSON.'),
    429: {
      ...failure(
        '`quota_exceeded`: the organisation of the health authority has published the keys of its quota.',
      ),
      headers: { ...headers, 'Retry-After': 'Seconds until the quota resets.' },
    },
    500: failure('`internal_error`, or the configuration of the health authority is incomplete.'),
    503: failure('`internal_error`: storage is unavailable. Retry the same request.'),
  },
} as const;

/** `POST /v1/publish` */
export const publishKeys = endpoint({
  ...declaration,
  name: 'publishKeys',
  route: 'v1/publish',
  summary: 'Publish exposure keys',
  description:
    'Version 1 of the publish API of the exposure-notifications server. Idempotent: an exact repeat succeeds and changes nothing. All responses are padded, errors included.',
  handler: ({ body, headers }, services) => answerPublish(body, credentialsOf(headers), services),
});

/** `POST /api/v1/publish`: the path that some clients use. */
export const publishKeysUnderApi = endpoint({
  ...declaration,
  name: 'publishKeysUnderApi',
  route: 'api/v1/publish',
  summary: 'Publish exposure keys (alternative path)',
  handler: ({ body, headers }, services) => answerPublish(body, credentialsOf(headers), services),
});
