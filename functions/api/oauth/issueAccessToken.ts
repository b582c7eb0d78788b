import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import {
  answerTokenRequest,
  tokenError,
  tokenResponse,
} from '../../../shared/identity/oauth/answerTokenRequest.ts';
import { tokenRequestBody } from '../../../shared/identity/oauth/tokenRequestBody.ts';

export const issueAccessToken = endpoint({
  name: 'issueAccessToken',
  method: 'POST',
  route: 'oauth2/token',
  summary: 'Get an access token',
  description:
    'The client credentials grant of OAuth 2.0 (RFC 6749 §4.4). The client authenticates with `client_secret_basic`, `client_secret_post` or `private_key_jwt`. The access token is a JWT (RFC 9068) that is valid for 15 minutes; there is no refresh token.',
  tag: 'OAuth clients',
  auth: 'none',
  rateLimit: 'tokens',
  headers: z.object({ authorization: z.string().optional() }),
  body: tokenRequestBody,
  responses: {
    200: { description: 'The access token.', body: tokenResponse },
    400: {
      description: 'The request was refused: see `error` (RFC 6749 §5.2).',
      body: tokenError,
    },
    401: { description: 'The client could not be authenticated: `invalid_client`.', body: tokenError },
  },
  handler: ({ headers, body }, services) => answerTokenRequest(body, headers.authorization, services),
});
