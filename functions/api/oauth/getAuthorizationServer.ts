import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { scopes } from '../../../shared/identity/caller.ts';
import { clientAuthenticationMethods } from '../../../shared/identity/oauth/authenticateClient.ts';
import { assertionAlgorithms } from '../../../shared/identity/oauth/clientKeys.ts';
import { issuerOf, keysPath, tokenPath } from '../../../shared/identity/oauth/issuer.ts';

const names = z.array(z.string());

export const getAuthorizationServer = endpoint({
  name: 'getAuthorizationServer',
  method: 'GET',
  route: '.well-known/oauth-authorization-server',
  summary: 'Get the metadata of the authorization server',
  description: 'The addresses and abilities that OAuth libraries discover (RFC 8414).',
  tag: 'OAuth clients',
  auth: 'none',
  responses: {
    200: {
      description: 'The metadata.',
      body: z
        .object({
          issuer: z.url(),
          token_endpoint: z.url(),
          jwks_uri: z.url(),
          grant_types_supported: names,
          response_types_supported: names,
          token_endpoint_auth_methods_supported: names,
          token_endpoint_auth_signing_alg_values_supported: names,
          scopes_supported: names,
        })
        .meta({ id: 'AuthorizationServer' }),
    },
  },
  handler: (_, { config }) => {
    const issuer = issuerOf(config);
    return {
      status: 200,
      headers: { 'cache-control': 'public, max-age=300' },
      body: {
        issuer,
        token_endpoint: issuer + tokenPath,
        jwks_uri: issuer + keysPath,
        grant_types_supported: ['client_credentials'],
        // Required by RFC 8414; there is no authorization endpoint.
        response_types_supported: [],
        token_endpoint_auth_methods_supported: clientAuthenticationMethods,
        token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
        scopes_supported: Object.keys(scopes),
      },
    };
  },
});
