import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { clockTolerance } from './certificateRecord.ts';
import type { HealthAuthority, HealthAuthorityKey } from './healthAuthority.ts';
import type { ReportType } from './key.ts';
import { PublishError } from './publishAnswer.ts';
import type { PublishRequest } from './publishRequest.ts';
import { reportTypes } from './reportTypes.ts';
import { isTekmacOf } from './tekmac.ts';

/** What a certificate vouches for. */
export interface Certificate {
  reportType: ReportType;
  /** The day on which symptoms began, as an interval of it; 0 where it is not told. */
  symptomOnsetInterval: number;
  /** When it ends, Unix seconds. */
  expires: number;
}

/**
 * Verifies the certificate of a publish: ES256 by a key of the health authority that is valid now, its issuer, audience and
 * time, a report type that the authority may give, and that it was made for these very keys.
 * @throws PublishError `health_authority_verification_certificate_invalid`.
 */
export async function verifyCertificate(
  request: PublishRequest,
  authority: HealthAuthority,
  now: Date,
): Promise<Certificate> {
  const claims = await verifyToken(request.verificationPayload, authority, now, authority.audience);
  const { reportType, symptomOnsetInterval = 0, tekmac, exp = 0 } = claims;
  if (!isReportType(reportType) || !authority.reportTypes.includes(reportType))
    throw invalid('its report type is not one that this health authority gives');
  if (!isInterval(symptomOnsetInterval)) throw invalid('its symptomOnsetInterval is not an interval');
  if (typeof tekmac !== 'string' || !isTekmacOf(tekmac, request.hmacKey, request.temporaryExposureKeys))
    throw invalid('its tekmac is not that of the keys');
  return { reportType, symptomOnsetInterval, expires: exp };
}

/**
 * Verifies that a health authority signed a token (RFC 7519).
 * @throws PublishError `health_authority_verification_certificate_invalid`.
 */
export async function verifyToken(
  token: string,
  authority: HealthAuthority,
  now: Date,
  audience: string,
): Promise<JWTPayload> {
  const { jwtVerify, errors } = await import('jose');
  const options: JWTVerifyOptions = {
    algorithms: ['ES256'],
    issuer: authority.issuer,
    audience,
    currentDate: now,
    clockTolerance,
    requiredClaims: ['exp'],
  };
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => publicKey(authority, kid, now), options);
    // A token from the future is one of a clock that cannot be trusted; jose looks at `iat` only for an age.
    if (payload.iat !== undefined && payload.iat > now.getTime() / 1000 + clockTolerance)
      throw invalid('it was issued in the future');
    return payload;
  } catch (error) {
    if (error instanceof PublishError) throw error;
    // What jose says of a token names claims and never their values.
    throw invalid(error instanceof errors.JOSEError ? error.message : 'it is no JWT');
  }
}

function publicKey({ keys }: HealthAuthority, kid: string | undefined, now: Date): KeyObject {
  const key = keys.find((each) => each.kid === kid && isValid(each, now));
  if (!key) throw invalid('no key that is valid now has its kid');
  let parsed = parsedKeys.get(key);
  if (!parsed) {
    parsed = createPublicKey(key.publicKey);
    parsedKeys.set(key, parsed);
  }
  return parsed;
}

/** A PEM takes longer to parse than a signature to verify. */
const parsedKeys = new WeakMap<HealthAuthorityKey, KeyObject>();

function isValid({ validFrom, validUntil }: HealthAuthorityKey, now: Date): boolean {
  const time = now.getTime();
  return Date.parse(validFrom) <= time && (validUntil === undefined || time < Date.parse(validUntil));
}

const isReportType = (value: unknown): value is ReportType =>
  (reportTypes as readonly unknown[]).includes(value);

const isInterval = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffff_ffff;

function invalid(why: string): PublishError {
  return new PublishError(
    'health_authority_verification_certificate_invalid',
    `unable to validate diagnosis verification: ${why}`,
  );
}
