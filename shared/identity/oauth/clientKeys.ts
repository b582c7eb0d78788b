import { createPublicKey } from 'node:crypto';
import { z } from 'zod';

/** The signature algorithms of client assertions (RFC 7518 §3.1, RFC 8037 §3.1). */
export const assertionAlgorithms = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'];

const base64url = (minimum: number, maximum: number) =>
  z.string().regex(new RegExp(`^[\\w-]{${minimum},${maximum}}$`), 'must be base64url of a key of this kind');
const common = {
  kid: z.string().min(1).max(100).optional().describe('Names the key. Required if there are several.'),
  use: z.literal('sig').optional(),
  alg: z.enum(assertionAlgorithms).optional(),
};

/** A public key (RFC 7517). Members of private keys are refused. */
const clientKey = z
  .discriminatedUnion('kty', [
    z.strictObject({
      kty: z.literal('EC'),
      crv: z.enum(['P-256', 'P-384']),
      x: base64url(43, 64),
      y: base64url(43, 64),
      ...common,
    }),
    z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url(43, 43), ...common }),
    // 2048 to 4096 bits.
    z.strictObject({ kty: z.literal('RSA'), n: base64url(342, 683), e: base64url(2, 8), ...common }),
  ])
  .refine(isPublicKey, 'must be a valid public key');

/** The public keys of a client (RFC 7517 §5). */
export const clientKeys = z
  .strictObject({ keys: z.array(clientKey).min(1).max(5) })
  .refine(
    ({ keys }) => keys.length === 1 || new Set(keys.map(({ kid }) => kid ?? '')).size === keys.length,
    'must name each key with a `kid` of its own',
  )
  .meta({ id: 'ClientKeys' });
export type ClientKeys = z.output<typeof clientKeys>;

function isPublicKey(key: object): boolean {
  try {
    createPublicKey({ key: { ...key }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}
