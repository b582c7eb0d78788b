import { createHash } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { markRedeemed } from '../attestation/redeem.ts';
import { recordUse } from '../credentials/verifySecret.ts';
import type { IdentityServices } from '../services.ts';
import { assertionAlgorithms } from './clientKeys.ts';
import { issuerOf, tokenPath } from './issuer.ts';
import type { OAuthClient } from './oauthClient.ts';
import type { TokenParameters } from './tokenParameters.ts';

export type AssertionServices = Pick<
  IdentityServices,
  'oauthClients' | 'redeemed' | 'clock' | 'log' | 'config'
>;

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** The longest life of an assertion, in seconds. */
const maximumSeconds = 600;
/** Accepted clock difference, in seconds. */
const clockTolerance = 30;

/**
 * The client of a signed assertion (RFC 7523 §2.2). An assertion is accepted once.
 * @returns `undefined` if the assertion is wrong, expired or used, or the client has no matching key
 */
export async function verifyAssertion(
  assertion: string,
  parameters: TokenParameters,
  services: AssertionServices,
): Promise<OAuthClient | undefined> {
  const { decodeJwt, jwtVerify, createLocalJWKSet, errors } = await import('jose');
  if (parameters.client_assertion_type !== assertionType) return undefined;
  const { oauthClients, config, clock } = services;
  const issuer = issuerOf(config);
  try {
    // The claims are a stranger's until the signature is verified, and may have any type.
    const { sub }: { sub?: unknown } = decodeJwt(assertion);
    const stored = isUuid(sub) ? await oauthClients.read([sub], sub) : undefined;
    if (!stored?.record.jwks) return undefined;
    const { id } = stored.record;
    // Absent members are absent in JSON, whatever their types allow.
    const keys = createLocalJWKSet(stored.record.jwks as JSONWebKeySet);
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: assertionAlgorithms,
      issuer: id,
      subject: id,
      audience: [issuer, issuer + tokenPath],
      currentDate: clock.now(),
      clockTolerance,
      requiredClaims: ['exp', 'jti'],
    });
    const { exp = 0, jti = '' } = payload;
    if (exp > clock.now().getTime() / 1000 + maximumSeconds + clockTolerance) return undefined;
    const used = createHash('sha256').update(`client assertion ${id} ${jti}`).digest('hex');
    if (!(await markRedeemed(used, Math.ceil(exp), services))) return undefined;
    await recordUse('OAuth clients', stored, undefined, oauthClients, services);
    return stored.record;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
