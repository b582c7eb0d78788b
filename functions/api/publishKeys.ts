import { z } from 'zod';
import { answerPublish } from '../../shared/exposure/answerPublish.ts';
import { publishAnswerSchema } from '../../shared/exposure/publishAnswer.ts';
import { publishBody } from '../../shared/exposure/publishBody.ts';
import { examplePublish } from '../../shared/exposure/publishExample.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { attestationHeader } from '../../shared/identity/attestation/attestPublish.ts';

const headers = { 'X-Api-Version': '`v1`.' };
const shownBy = (given: { authorization?: string | undefined; 'x-attestation'?: string | undefined }) => ({
  authorization: given.authorization,
  attestation: given['x-attestation'],
});
const failure = (description: string) => ({ description, body: publishAnswerSchema, headers });

const declaration = {
  method: 'POST',
  tag: 'exposure keys',
  auth: 'none',
  headers: z.object({
    authorization: z
      .string()
      .optional()
      .describe('`Bearer <uuid>.<secret>`, where a region asks for a device.'),
    'x-attestation': attestationHeader,
    'x-chaff': z.string().optional().describe('The request is there to hide others: nothing is done.'),
  }),
  body: publishBody({ confirmed: examplePublish.request }),
  responses: {
    200: {
      description: 'Taken. With `partial_failure` some keys were not; `error` and `warnings` tell which.',
      body: publishAnswerSchema,
      headers,
      examples: { confirmed: examplePublish.answer },
    },
    400: failure('`bad_request`, or a code of revision.'),
    401: failure('The health authority is not known, its certificate not valid, or a device is needed.'),
    403: failure('An attestation is needed, or this one is not taken: `attestation_…`.'),
    413: failure('The body is longer than 64 KiB.'),
    415: failure('The body is not JSON.'),
    500: failure('`internal_error`, or the health authority is not set up.'),
    503: failure('`internal_error`: storage is away, the same request may succeed later.'),
  },
} as const;

/** `POST /v1/publish` */
export const publishKeys = endpoint({
  ...declaration,
  name: 'publishKeys',
  route: 'v1/publish',
  summary: 'Publish exposure keys',
  description:
    'The established publish API, version 1. An exact repeat is a success and changes nothing. Answers, errors too, are padded.',
  handler: ({ body, headers }, services) => answerPublish(body, shownBy(headers), services),
});

/** `POST /api/v1/publish`: where some clients look for it. */
export const publishKeysUnderApi = endpoint({
  ...declaration,
  name: 'publishKeysUnderApi',
  route: 'api/v1/publish',
  summary: 'The same, for clients that look for it here',
  handler: ({ body, headers }, services) => answerPublish(body, shownBy(headers), services),
});
