import { type BodyReader, mediaType } from '../../http/body/bodyReader.ts';
import { OAuthError } from './oauthError.ts';
import type { TokenParameters } from './tokenParameters.ts';

const formType = 'application/x-www-form-urlencoded';

/**
 * The body of a token request: a form of at most 64 KiB. A form that cannot be read yields an OAuthError, which the handler answers in
 * the format of the token endpoint.
 */
export const tokenRequestBody: BodyReader<TokenParameters | OAuthError> = {
  contentTypes: ['*/*'],
  maximumBytes: 65_536,
  errors: ['body_too_large'],
  async read(source, { contentType, maximumBytes }) {
    if (mediaType(contentType) !== formType)
      return new OAuthError('invalid_request', `The content type must be ${formType}.`);
    return parametersOf(Buffer.from(await source.bytes(maximumBytes)).toString());
  },
  openApi: () => ({
    [formType]: {
      schema: {
        type: 'object',
        properties: {
          grant_type: { type: 'string', enum: ['client_credentials'] },
          scope: { type: 'string', description: 'Separated by spaces. Default: all scopes of the client.' },
          client_id: { type: 'string' },
          client_secret: { type: 'string' },
          client_assertion_type: { type: 'string' },
          client_assertion: { type: 'string' },
        },
        required: ['grant_type'],
      },
      examples: { secret: { value: { grant_type: 'client_credentials', scope: 'jobs:read jobs:write' } } },
    },
  }),
};

/** RFC 6749 §3.2: a parameter without a value counts as absent, and none may be repeated. */
function parametersOf(text: string): TokenParameters | OAuthError {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (value === '') continue;
    if (parameters.has(name)) return new OAuthError('invalid_request', 'A parameter is repeated.');
    parameters.set(name, value);
  }
  return Object.fromEntries(parameters);
}
