import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { clockTolerance } from './certificateRecord.ts';
import type { HealthAuthority, HealthAuthorityKey } from './healthAuthority.ts';
import type { ReportType } from './key.ts';
import { PublishError } from './publishAnswer.ts';
import type { PublishRequest } from './publishRequest.ts';
import { reportTypes } from './reportTypes.ts';
import { isTekmacOf } from './tekmac.ts';

/** The claims of a verified certificate. */
export interface Certificate {
  reportType: ReportType;
  /** Any interval of the day on which symptoms began; 0 if unknown. */
  symptomOnsetInterval: number;
  /** Expiry, Unix seconds. */
  expires: number;
}

/**
 * Verifies the certificate of a publish: the ES256 signature by a currently valid key of the health authority, issuer,
 * audience, validity period, a report type that the authority may use, and the HMAC over the published keys.
 * @param maximumSeconds maximum life of a certificate, from its issue (`iat`, otherwise now) to its expiry
 * @throws PublishError `health_authority_verification_certificate_invalid`.
 */
export async function verifyCertificate(
  request: PublishRequest,
  authority: HealthAuthority,
  now: Date,
  maximumSeconds: number,
): Promise<Certificate> {
  const claims = await verifyToken(request.verificationPayload, authority, now, authority.audience);
  const { reportType, symptomOnsetInterval = 0, tekmac, exp = 0, iat } = claims;
  const issued = Math.min(iat ?? Number.POSITIVE_INFINITY, now.getTime() / 1000);
  if (exp - issued > maximumSeconds + clockTolerance)
    throw invalid('its life is longer than this server allows');
  if (!isReportType(reportType) || !authority.reportTypes.includes(reportType))
    throw invalid('this health authority may not use its report type');
  if (!isInterval(symptomOnsetInterval)) throw invalid('its symptomOnsetInterval is not an interval');
  if (typeof tekmac !== 'string' || !isTekmacOf(tekmac, request.hmacKey, request.temporaryExposureKeys))
    throw invalid('its tekmac does not match the keys');
  return { reportType, symptomOnsetInterval, expires: exp };
}

/**
 * Verifies a JWT (RFC 7519) signed by a health authority.
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
    // `iat` in the future means that the issuer's clock is wrong. jose checks `iat` only with `maxTokenAge`.
    if (payload.iat !== undefined && payload.iat > now.getTime() / 1000 + clockTolerance)
      throw invalid('it was issued in the future');
    return payload;
  } catch (error) {
    if (error instanceof PublishError) throw error;
    // Messages of jose contain the names of claims, never their values.
    throw invalid(error instanceof errors.JOSEError ? error.message : 'it is not a JWT');
  }
}

function publicKey({ keys }: HealthAuthority, kid: string | undefined, now: Date): KeyObject {
  const key = keys.find((each) => each.kid === kid && isValid(each, now));
  if (!key) throw invalid('no currently valid key has its kid');
  let parsed = parsedKeys.get(key);
  if (!parsed) {
    parsed = createPublicKey(key.publicKey);
    parsedKeys.set(key, parsed);
  }
  return parsed;
}

/** Parsing a PEM takes longer than verifying a signature. */
const parsedKeys = new WeakMap<HealthAuthorityKey, KeyObject>();

function isValid({ validFrom, validUntil }: HealthAuthorityKey, now: Date): boolean {
  const time = now.getTime();
  return Date.parse(validFrom) <= time && (validUntil === undefined || time < Date.parse(validUntil));
}

const isReportType = (value: unknown): value is ReportType =>
  (reportTypes as readonly unknown[]).includes(value);

const isInterval = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffff_ffff;

function invalid(reason: string): PublishError {
  return new PublishError(
    'health_authority_verification_certificate_invalid',
    `unable to validate diagnosis verification: ${reason}`,
  );
}
