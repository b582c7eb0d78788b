import { z } from 'zod';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { publishedKeysSeconds, signingKeys } from '../../../shared/identity/oauth/signingKeys.ts';

const jwk = z.object({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal('ES256'),
});

export const getPublicKeys = endpoint({
  name: 'getPublicKeys',
  method: 'GET',
  route: 'oauth2/jwks',
  summary: 'Get the keys that sign access tokens',
  description:
    'The public keys as JWK set (RFC 7517), the newest first. A new key signs only after every cache of this response has expired.',
  tag: 'OAuth clients',
  auth: 'none',
  responses: {
    200: { description: 'The keys.', body: z.object({ keys: z.array(jwk) }).meta({ id: 'PublicKeys' }) },
  },
  handler: async (_, services) => ({
    status: 200,
    headers: { 'cache-control': `public, max-age=${publishedKeysSeconds}` },
    body: {
      keys: (await signingKeys(services)).map(({ kid, jwk }) => ({
        ...jwk,
        kid,
        use: 'sig' as const,
        alg: 'ES256' as const,
      })),
    },
  }),
});
