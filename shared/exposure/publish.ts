import { ConveyorError } from '../errors.ts';
import { devices } from '../identity/access.ts';
import type { Platform } from '../identity/attestation/apps.ts';
import { attestPublish } from '../identity/attestation/attestPublish.ts';
import { authenticate } from '../identity/authenticate.ts';
import { charge, refund } from '../tenancy/quotas/charge.ts';
import { organisationCounter } from '../tenancy/quotas/counter.ts';
import { decodeBase64 } from './base64.ts';
import { verifyCertificate } from './certificate.ts';
import { claimCertificate } from './certificateClaim.ts';
import type { HealthAuthority } from './healthAuthority.ts';
import { daysBetween, intervalAt } from './interval.ts';
import { isTooOld } from './keyAge.ts';
import { isPublishCode, type PublishAnswer, PublishError, padding } from './publishAnswer.ts';
import { findAuthority, regionsOf } from './publishAuthority.ts';
import type { ReadPublish } from './publishBody.ts';
import { limitPublish } from './publishDeadline.ts';
import type { PublishRequest } from './publishRequest.ts';
import { type AcceptedKey, checkKeys, type Report } from './publishRules.ts';
import { countPublish } from './publishStatistics.ts';
import { openRevisionToken, type RevisableKey, sealRevisionToken } from './revisionToken.ts';
import type { ExposureServices } from './services.ts';
import { type Publication, type StoredKeys, storeKeys } from './storeKeys.ts';

/** The headers `Authorization` and `X-Attestation` of a publish. */
export interface PublishCredentials {
  authorization?: string | undefined;
  attestation?: string | undefined;
}

/**
 * Processes a publish in this order: verifies its credentials and certificate, checks its keys, redeems its attestation,
 * claims its certificate, stores the keys. If the process dies in between, a retry of the same request completes the work.
 * A request without a valid key does not use up its certificate.
 * @throws PublishError, the errors of storage and vault, and ConveyorError `unavailable` after PUBLISH_SECONDS.
 */
export async function publish(
  read: ReadPublish,
  credentials: PublishCredentials,
  services: ExposureServices,
): Promise<PublishAnswer> {
  const limited = limitPublish(services);
  return limited.limit(processPublish(read, credentials, limited.services));
}

async function processPublish(
  { request, bytes }: ReadPublish,
  credentials: PublishCredentials,
  services: ExposureServices,
): Promise<PublishAnswer> {
  const { clock, config, random } = services;
  const now = clock.now();
  const received = Math.floor(now.getTime() / 1000);

  const authority = await findAuthority(request.healthAuthorityID, services);
  const { regions, requires, platforms } = await regionsOf(authority, services);
  if (requires.device) await authenticateDevice(credentials.authorization, authority, services);
  const certified = requires.certificate || request.verificationPayload !== '';
  const certificate = certified
    ? await verifyCertificate(request, authority, now, config.certificateHours * 3600)
    : undefined;
  const report = certificate ?? selfReport(authority);

  const checked = checkKeys(
    request.temporaryExposureKeys,
    reportOf(report, request, authority),
    received,
    config.exportPeriods,
  );
  if (requires.attestation) await attest(credentials, bytes, platforms, services);
  const { organisationId } = authority;
  const sent = decodeBase64(request.revisionToken);
  // Opening a token may read a key from the vault, so it follows the checks of the caller.
  const opened = sent && (await openRevisionToken(sent, organisationId, services));

  let stored: StoredKeys = { inserted: 0, revised: 0, revisable: [], warnings: [] };
  if (checked.keys.length > 0) {
    if (certificate) await claimCertificate(request, certificate.expires, services);
    const publication = {
      organisationId,
      regions: regions.map(({ id }) => id),
      token: opened && new Map(opened.map((key) => [key.id, key])),
      tokenSent: sent !== undefined && sent.length > 0,
      received,
    };
    stored = await storeCharged(checked.keys, publication, services);
  }
  if (stored.inserted + stored.revised > 0)
    await countPublish(
      {
        healthAuthorityId: authority.id,
        received: now,
        keys: stored.inserted,
        revision: stored.revised > 0,
        oldestKeyDays: Math.max(
          ...checked.keys.map(({ rollingStart }) => daysBetween(rollingStart, intervalAt(received))),
        ),
        onsetDaysAgo: checked.onsetDaysAgo,
      },
      services,
    );

  const token = await sealRevisionToken(
    union(stillRevisable(opened, received), stored.revisable),
    organisationId,
    services,
  );
  const warnings = [...checked.warnings, ...stored.warnings];
  return {
    revisionToken: token.toString('base64'),
    ...(stored.inserted > 0 && { insertedExposures: stored.inserted }),
    ...(checked.errors.length > 0 && { error: checked.errors.join('; '), code: 'partial_failure' }),
    padding: padding(random),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** Stores keys, and charges the new ones to the quota of the organisation. */
async function storeCharged(
  keys: readonly AcceptedKey[],
  publication: Publication,
  services: ExposureServices,
): Promise<StoredKeys> {
  const counter = organisationCounter(publication.organisationId);
  const now = services.clock.now();
  try {
    await charge(counter, { published_keys: keys.length }, services);
  } catch (error) {
    if (!(error instanceof ConveyorError && error.code === 'quota_exceeded')) throw error;
    const retryAfter = error.headers['retry-after'] ?? '';
    throw new PublishError('quota_exceeded', error.detail, { headers: { 'retry-after': retryAfter } });
  }
  let inserted = 0;
  try {
    const stored = await storeKeys(keys, publication, services);
    inserted = stored.inserted;
    return stored;
  } finally {
    // Of a publish that failed half-way, a retry charges the rest.
    if (inserted < keys.length)
      await refund(counter, { published_keys: keys.length - inserted }, now, services);
  }
}

/** The publish API has one code for a credential that is not accepted. */
const refusals = ['unauthorized', 'organisation_suspended'];

async function authenticateDevice(
  authorization: string | undefined,
  { organisationId }: HealthAuthority,
  services: ExposureServices,
): Promise<void> {
  try {
    const device = await authenticate(authorization, devices, services);
    if (device.organisationId !== organisationId) throw new ConveyorError('unauthorized');
  } catch (error) {
    if (!(error instanceof ConveyorError && refusals.includes(error.code))) throw error;
    throw new PublishError('unauthorized', 'a registered device is required');
  }
}

async function attest(
  { attestation, authorization }: PublishCredentials,
  bytes: Uint8Array,
  platforms: readonly Platform[],
  services: ExposureServices,
): Promise<void> {
  try {
    await attestPublish({ attestation, authorization }, bytes, platforms, services);
  } catch (error) {
    if (!(error instanceof ConveyorError && isPublishCode(error.code))) throw error;
    throw new PublishError(error.code, error.detail);
  }
}

/** A publish without a certificate is a report by the user. */
function selfReport({ reportTypes }: HealthAuthority): Pick<Report, 'reportType'> {
  if (reportTypes.includes('user-report')) return { reportType: 'user-report' };
  throw new PublishError(
    'health_authority_verification_certificate_invalid',
    'unable to validate diagnosis verification: the certificate is missing',
  );
}

function reportOf(
  { reportType, symptomOnsetInterval = 0 }: Pick<Report, 'reportType'> & { symptomOnsetInterval?: number },
  request: PublishRequest,
  { usualOnsetDays }: HealthAuthority,
): Report {
  return { reportType, onsets: [request.symptomOnsetInterval, symptomOnsetInterval], usualOnsetDays };
}

/** The keys of the sent token that are young enough to be published. */
function stillRevisable(keys: readonly RevisableKey[] = [], received: number): RevisableKey[] {
  return keys.filter(({ rollingStart, rollingPeriod }) => !isTooOld(rollingStart + rollingPeriod, received));
}

function union(one: readonly RevisableKey[], other: readonly RevisableKey[]): RevisableKey[] {
  return [...new Map([...one, ...other].map((key) => [key.id, key])).values()];
}
