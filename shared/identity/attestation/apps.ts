import { z } from 'zod';
import { attestationSecretName } from '../../secrets.ts';

/** The attestation services that are supported. */
export const platforms = ['play-integrity', 'app-attest', 'device-check'] as const;
export type Platform = (typeof platforms)[number];

/** What an app may do with its attestations; by default both. */
const purposes = z
  .array(z.enum(['registration', 'publish']))
  .min(1)
  .optional();
export type Purpose = 'registration' | 'publish';

const hexDigest = /^[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i;

/** SHA-256 of a certificate: base64url as in tokens, or hexadecimal as in the Play Console. */
const certificateDigest = z
  .string()
  .refine((text) => hexDigest.test(text) || /^[\w-]{43}=?$/.test(text), 'must be a SHA-256 digest')
  .transform((text) =>
    hexDigest.test(text)
      ? Buffer.from(text.replaceAll(':', ''), 'hex').toString('base64url')
      : text.replace('=', ''),
  );

const secretName = (standard: string) =>
  z
    .string()
    .refine(
      (name) => attestationSecretName.exec(name)?.[1] === standard,
      `must be ${standard} or ${standard}-…`,
    )
    .default(standard);

/** The app id that App Attest hashes. */
const appleAppId = z
  .string()
  .max(200)
  .regex(/^[A-Z0-9]{10}\.[A-Za-z0-9.-]+$/, 'must be <team id>.<bundle id>');

/** What other apps on the device could do to this one: capture its screen, draw over it, or control it. */
const accessRisks = ['KNOWN', 'UNKNOWN'].flatMap((origin) =>
  ['INSTALLED', 'CAPTURING', 'OVERLAYS', 'CONTROLLING'].map((risk) => `${origin}_${risk}`),
);
/** The bits that the app's developer can store for a device. */
export const recallBits = ['bitFirst', 'bitSecond', 'bitThird'] as const;

const playIntegrityApp = z.strictObject({
  platform: z.literal('play-integrity'),
  purposes,
  appId: z
    .string()
    .max(200)
    .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/, 'must be a package name'),
  certificates: z.array(certificateDigest).min(1),
  appVerdicts: z
    .array(z.enum(['PLAY_RECOGNIZED', 'UNRECOGNIZED_VERSION']))
    .min(1)
    .default(['PLAY_RECOGNIZED']),
  deviceVerdict: z
    .enum(['MEETS_BASIC_INTEGRITY', 'MEETS_DEVICE_INTEGRITY', 'MEETS_STRONG_INTEGRITY'])
    .default('MEETS_DEVICE_INTEGRITY'),
  minimumVersion: z.int().min(0).default(0),
  licensed: z.boolean().default(false),
  /** Allows verdicts that the Play Console overrides for a tester. */
  testers: z.boolean().optional(),
  minimumSdk: z.int().min(1).optional(),
  activityLevels: z
    .array(z.enum(['LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'LEVEL_4']))
    .min(1)
    .optional(),
  playProtect: z
    .array(z.enum(['NO_ISSUES', 'NO_DATA', 'POSSIBLE_RISK', 'MEDIUM_RISK', 'HIGH_RISK']))
    .min(1)
    .optional(),
  forbiddenAccessRisks: z.array(z.enum(accessRisks)).min(1).optional(),
  forbiddenRecallBits: z.array(z.enum(recallBits)).min(1).optional(),
  decryptionKey: secretName('play-integrity-decryption'),
  verificationKey: secretName('play-integrity-verification'),
});
export type PlayIntegrityApp = z.output<typeof playIntegrityApp>;

/** How an Apple system distinguishes the origins of apps. `platform` is code that Apple ships with the system. */
const distribution = z.enum([
  'app-store',
  'testflight',
  'enterprise',
  'developer-id',
  'development',
  'platform',
  'none',
]);
export type Distribution = z.output<typeof distribution>;

const appAttestApp = z.strictObject({
  platform: z.literal('app-attest'),
  purposes,
  appId: appleAppId,
  environment: z.enum(['production', 'development']).default('production'),
  distributions: z.array(distribution).min(1).optional(),
  minimumBundleVersion: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9}){0,2}$/, 'must be one to three numbers, such as 1.2.3')
    .optional(),
});
export type AppAttestApp = z.output<typeof appAttestApp>;

const deviceCheckApp = z.strictObject({
  platform: z.literal('device-check'),
  purposes,
  appId: appleAppId,
  keyId: z.string().regex(/^[A-Z0-9]{10}$/, 'must be a key id: 10 capital letters and digits'),
  privateKey: secretName('device-check'),
});
export type DeviceCheckApp = z.output<typeof deviceCheckApp>;

/** The accepted apps, one entry per app and platform. */
const attestationApps = z
  .array(z.discriminatedUnion('platform', [playIntegrityApp, appAttestApp, deviceCheckApp]))
  .max(50)
  .refine(
    (apps) => new Set(apps.map(({ platform, appId }) => `${platform} ${appId}`)).size === apps.length,
    'each app must be unique per platform',
  );
export type AttestationApp = z.output<typeof attestationApps>[number];

/** Parses the accepted apps from a JSON setting. Each issue has the path of its value. */
export const attestationAppsSetting = z
  .string()
  .default('[]')
  .transform((text, context) => {
    const result = attestationApps.safeParse(jsonOf(text));
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues)
      context.addIssue({
        code: 'custom',
        message: path.length > 0 ? `${path.join('.')}: ${message}` : message,
      });
    return z.NEVER;
  });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Invalid JSON: the schema then reports that the value is not an array.
    return undefined;
  }
}
