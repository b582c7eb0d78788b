import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ConveyorError, type ErrorCode } from '../../errors.ts';
import type { IdentityServices } from '../services.ts';
import { type PlayIntegrityApp, recallBits } from './apps.ts';

const count = z.union([z.number(), z.string().regex(/^\d{1,15}$/)]).transform(Number);

/** The payload of a token as documented by Google. Values that were not evaluated are absent. */
export const verdictSchema = z.object({
  requestDetails: z.object({
    requestPackageName: z.string(),
    /** Standard requests. */
    requestHash: z.string().optional(),
    /** Classic requests: base64url. */
    nonce: z.string().optional(),
    timestampMillis: count,
  }),
  appIntegrity: z.object({
    appRecognitionVerdict: z.string(),
    packageName: z.string().optional(),
    certificateSha256Digest: z.array(z.string()).optional(),
    versionCode: count.optional(),
  }),
  deviceIntegrity: z
    .object({
      deviceRecognitionVerdict: z.array(z.string()).optional(),
      deviceAttributes: z.object({ sdkVersion: count.optional() }).optional(),
      recentDeviceActivity: z.object({ deviceActivityLevel: z.string().optional() }).optional(),
      deviceRecall: z
        .object({ values: z.partialRecord(z.enum(recallBits), z.boolean()).optional() })
        .optional(),
    })
    .optional(),
  accountDetails: z.object({ appLicensingVerdict: z.string().optional() }).optional(),
  environmentDetails: z
    .object({
      playProtectVerdict: z.string().optional(),
      appAccessRiskVerdict: z.object({ appsDetected: z.array(z.string()).optional() }).optional(),
    })
    .optional(),
  testingDetails: z.object({ isTestingResponse: z.boolean().optional() }).optional(),
});
type Verdict = z.output<typeof verdictSchema>;

/** Accepted clock difference, in ms. */
const tolerance = 60_000;

interface Facts {
  verdict: Verdict;
  app: PlayIntegrityApp;
  requestHash: Buffer;
  now: number;
  milliseconds: number;
}

/** The rules for a verdict. They are checked in this order; the first violation determines the error. */
const rules: { code: ErrorCode; detail?: string; holds: (facts: Facts) => boolean }[] = [
  {
    code: 'attestation_wrong_app',
    holds: ({ verdict, app }) => verdict.requestDetails.requestPackageName === app.appId,
  },
  {
    code: 'attestation_wrong_request',
    holds: ({ verdict: { requestDetails }, requestHash }) =>
      isHash(requestDetails.requestHash ?? requestDetails.nonce, requestHash),
  },
  {
    code: 'attestation_expired',
    holds: ({ verdict, now, milliseconds }) =>
      now - verdict.requestDetails.timestampMillis <= milliseconds &&
      verdict.requestDetails.timestampMillis <= now + tolerance,
  },
  {
    code: 'attestation_verdict',
    detail: 'The verdict was overridden for a tester in the Play Console.',
    holds: ({ verdict, app }) => app.testers === true || !verdict.testingDetails?.isTestingResponse,
  },
  {
    code: 'attestation_verdict',
    detail: 'Google Play does not recognise the app.',
    holds: ({ verdict, app }) =>
      (app.appVerdicts as string[]).includes(verdict.appIntegrity.appRecognitionVerdict),
  },
  {
    code: 'attestation_wrong_app',
    holds: ({ verdict, app }) => verdict.appIntegrity.packageName === app.appId,
  },
  {
    code: 'attestation_wrong_app',
    detail: 'The app is not signed with a configured certificate.',
    holds: ({ verdict: { appIntegrity }, app }) => {
      const digests = appIntegrity.certificateSha256Digest ?? [];
      return (
        digests.length > 0 && digests.every((digest) => app.certificates.includes(digest.replace(/=$/, '')))
      );
    },
  },
  {
    code: 'attestation_verdict',
    detail: 'The version of the app is below the required minimum.',
    holds: ({ verdict, app }) =>
      app.minimumVersion === 0 || (verdict.appIntegrity.versionCode ?? -1) >= app.minimumVersion,
  },
  {
    code: 'attestation_verdict',
    detail: 'The device does not have the required integrity verdict.',
    holds: ({ verdict, app }) =>
      verdict.deviceIntegrity?.deviceRecognitionVerdict?.includes(app.deviceVerdict) ?? false,
  },
  {
    code: 'attestation_verdict',
    detail: 'The app was not installed from Google Play.',
    holds: ({ verdict, app }) => !app.licensed || verdict.accountDetails?.appLicensingVerdict === 'LICENSED',
  },
  // The rules below are off by default. A value that Google did not evaluate does not meet them.
  {
    code: 'attestation_verdict',
    detail: 'The Android version of the device is below the required minimum.',
    holds: ({ verdict, app }) =>
      !app.minimumSdk || (verdict.deviceIntegrity?.deviceAttributes?.sdkVersion ?? 0) >= app.minimumSdk,
  },
  {
    code: 'attestation_verdict',
    detail: 'The device has requested too many integrity tokens recently.',
    holds: ({ verdict, app }) =>
      isAllowed(verdict.deviceIntegrity?.recentDeviceActivity?.deviceActivityLevel, app.activityLevels),
  },
  {
    code: 'attestation_verdict',
    detail: 'The device does not have the required Play Protect verdict.',
    holds: ({ verdict, app }) => isAllowed(verdict.environmentDetails?.playProtectVerdict, app.playProtect),
  },
  {
    code: 'attestation_verdict',
    detail: 'Other apps on the device could capture, cover or control this app.',
    holds: ({ verdict, app: { forbiddenAccessRisks } }) => {
      if (!forbiddenAccessRisks) return true;
      const detected = verdict.environmentDetails?.appAccessRiskVerdict?.appsDetected;
      return detected !== undefined && !detected.some((risk) => forbiddenAccessRisks.includes(risk));
    },
  },
  {
    code: 'attestation_verdict',
    detail: 'The device was marked with a forbidden bit.',
    holds: ({ verdict, app: { forbiddenRecallBits } }) => {
      if (!forbiddenRecallBits) return true;
      const values = verdict.deviceIntegrity?.deviceRecall?.values;
      return values !== undefined && !forbiddenRecallBits.some((bit) => values[bit]);
    },
  },
];

const isAllowed = (value: string | undefined, allowed: readonly string[] | undefined): boolean =>
  allowed === undefined || (value !== undefined && allowed.includes(value));

/**
 * Checks a verdict against the configuration of the app.
 * @throws ConveyorError `attestation_wrong_app`, `attestation_wrong_request`, `attestation_expired`,
 *   `attestation_verdict`
 */
export function checkVerdict(
  verdict: Verdict,
  requestHash: Buffer,
  app: PlayIntegrityApp,
  { clock, config }: Pick<IdentityServices, 'clock' | 'config'>,
): void {
  const milliseconds = config.attestationSeconds * 1000;
  const facts: Facts = { verdict, app, requestHash, now: clock.now().getTime(), milliseconds };
  const broken = rules.find((rule) => !rule.holds(facts));
  if (broken)
    throw new ConveyorError(broken.code, broken.detail === undefined ? {} : { detail: broken.detail });
}

function isHash(text: string | undefined, hash: Buffer): boolean {
  const given = Buffer.from(text ?? '', 'base64url');
  return given.length === hash.length && timingSafeEqual(given, hash);
}
