import { z } from 'zod';
import { ConveyorError } from './errors.ts';
import { periodsSchema } from './exposure/periods.ts';
import { attestationAppsSetting } from './identity/attestation/apps.ts';
import { rootsSetting } from './identity/attestation/roots.ts';
import { AllowList } from './outbound/allowList.ts';
import { roles } from './roles.ts';

const text = z.string().min(1);
const https = z
  .url({ protocol: /^https$/, error: 'must be an https:// URL' })
  .transform((url) => url.replace(/\/+$/, ''));
const httpsOrLoopback = z
  .url({ protocol: /^https?$/, error: 'must be an https:// URL' })
  .refine((url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(url), 'must be an https:// URL')
  .transform((url) => url.replace(/\/+$/, ''));
const integer = (low: number, high: number, standard: number) =>
  z.coerce.number('must be a number').int('must be a whole number').min(low).max(high).default(standard);
const allowList = text.optional().transform((value, context) => {
  try {
    return AllowList.parse(value ?? '');
  } catch {
    context.addIssue({ code: 'custom', message: 'must be hosts, addresses or ranges, separated by commas' });
    return z.NEVER;
  }
});
const flag = (standard: boolean) => z.stringbool('must be true or false').default(standard);

/** Every setting: property → the name of its environment variable, its check, and what it is for. */
export const settings = {
  role: {
    name: 'CONVEYOR_ROLE',
    check: z.enum(roles).default('all'),
    about: 'Which functions this app has.',
  },
  cosmosEndpoint: { name: 'COSMOS_ENDPOINT', check: https, about: 'Address of the Cosmos DB account.' },
  cosmosDatabase: { name: 'COSMOS_DATABASE', check: text.default('conveyor'), about: 'Its database.' },
  transitBlobs: {
    name: 'TransitStorage__blobServiceUri',
    check: https,
    about: 'Blob service of the transit account: inputs and results of jobs.',
  },
  transitQueues: {
    name: 'TransitStorage__queueServiceUri',
    check: https,
    about: 'Queue service of the transit account: messages of jobs.',
  },
  exportBlobs: {
    name: 'ExportStorage__blobServiceUri',
    check: https,
    about: 'Blob service of the account that the CDN reads: export files of exposure keys.',
  },
  exportUrl: {
    name: 'EXPORT_URL',
    check: https.optional(),
    about: 'Where phones find the exports, for list.json; without it, addresses are relative to it.',
  },
  keyVaultUrl: { name: 'KEY_VAULT_URL', check: https, about: 'Address of the Key Vault.' },
  keyVaultVerifyChallenge: {
    name: 'KEY_VAULT_VERIFY_CHALLENGE',
    check: flag(true),
    about: "Whether the vault's challenge must name its own domain. Off for the local vault only.",
  },
  keyVaultRefreshSeconds: {
    name: 'KEY_VAULT_REFRESH_SECONDS',
    check: integer(1, 86_400, 300),
    about: 'How long a secret is used before it is read again (±20 %).',
  },
  identityClientId: {
    name: 'AZURE_CLIENT_ID',
    check: text.optional(),
    about: 'Client id of a user-assigned managed identity; without it the system-assigned one.',
  },
  applicationInsights: {
    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING',
    check: text.optional(),
    about: 'Where telemetry goes; without it, to the console alone.',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    check: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    about: 'The least level that is logged.',
  },
  frontDoorId: {
    name: 'FRONT_DOOR_ID',
    check: z.uuid('must be the UUID of the Front Door profile').optional(),
    about: 'Front Door profile whose X-Azure-FDID every request must carry.',
  },
  registration: {
    name: 'REGISTRATION',
    check: z.enum(['open', 'token', 'attested'], 'must be open, token or attested').default('token'),
    about: 'Who may register: everyone, who has the registration token, or who attests a genuine app.',
  },
  attestationApps: {
    name: 'ATTESTATION_APPS',
    check: attestationAppsSetting,
    about: 'The apps whose attestations are taken, as JSON: see attestation.md.',
  },
  attestationRoots: {
    name: 'ATTESTATION_ROOTS',
    check: rootsSetting,
    about: "Roots of App Attest as PEM, or the path of a file of them; without it, Apple's.",
  },
  challengeSeconds: {
    name: 'ATTESTATION_CHALLENGE_SECONDS',
    check: integer(30, 3600, 300),
    about: 'How long a challenge for an attestation is good.',
  },
  attestationSeconds: {
    name: 'ATTESTATION_SECONDS',
    check: integer(30, 3600, 300),
    about: 'How old a Play Integrity token may be.',
  },
  deviceCheckUrl: {
    name: 'DEVICE_CHECK_URL',
    check: httpsOrLoopback.default('https://api.devicecheck.apple.com'),
    about: "Address of Apple's DeviceCheck; apps in development have another.",
  },
  deviceDays: {
    name: 'DEVICE_RETENTION_DAYS',
    check: integer(1, 3650, 180),
    about: 'Days without a call after which a device is forgotten.',
  },
  retentionDays: {
    name: 'RETENTION_DAYS',
    check: integer(2, 14, 14),
    about: 'Days after which jobs and their files are deleted.',
  },
  maximumInputBytes: {
    name: 'MAXIMUM_INPUT_BYTES',
    check: integer(1, 500_000_000, 50_000_000),
    about: 'Largest body of a job, in bytes; as much is fetched for a job at most.',
  },
  maximumUploadBytes: {
    name: 'MAXIMUM_UPLOAD_BYTES',
    check: integer(1, 500_000_000, 100_000_000),
    about: 'Largest direct uploads of a job together, in bytes: a worker holds them in memory.',
  },
  maximumUploads: {
    name: 'MAXIMUM_UPLOADS',
    check: integer(1, 1000, 20),
    about: 'Direct uploads of a device that no job has taken yet.',
  },
  maximumFiles: {
    name: 'MAXIMUM_FILES',
    check: integer(1, 1000, 50),
    about: 'Input files of a job.',
  },
  maximumPages: {
    name: 'MAXIMUM_PAGES',
    check: integer(1, 100_000, 5_000),
    about: 'Pages of one PDF, given or made.',
  },
  maximumPixels: {
    name: 'MAXIMUM_PIXELS',
    check: integer(10_000, 1_000_000_000, 100_000_000),
    about: 'Pixels of one picture, given or made.',
  },
  maximumResultFiles: {
    name: 'MAXIMUM_RESULT_FILES',
    check: integer(1, 10_000, 1_000),
    about: 'Result files of a job.',
  },
  maximumSteps: {
    name: 'MAXIMUM_STEPS',
    check: integer(1, 1000, 16),
    about: 'Steps of a job.',
  },
  maximumRows: {
    name: 'MAXIMUM_ROWS',
    check: integer(1, 100_000_000, 250_000),
    about: 'Rows of all sheets of one input.',
  },
  maximumZipEntries: {
    name: 'MAXIMUM_ZIP_ENTRIES',
    check: integer(1, 1_000_000, 10_000),
    about: 'Entries of one input that is a ZIP, as office documents are.',
  },
  maximumZipRatio: {
    name: 'MAXIMUM_ZIP_RATIO',
    check: integer(1, 2_000, 200),
    about: 'How many times its size a ZIP may unfold to, where that is more than 32 MiB.',
  },
  maximumZipBytes: {
    name: 'MAXIMUM_ZIP_BYTES',
    check: integer(1, 2_000_000_000, 512 * 1024 ** 2),
    about: 'What a ZIP may unfold to at most, in bytes.',
  },
  maximumQueueSeconds: {
    name: 'MAXIMUM_QUEUE_SECONDS',
    check: integer(1, 86_400, 600),
    about: 'How long the oldest job may wait in the queue before no further ones are taken.',
  },
  webhookSeconds: {
    name: 'WEBHOOK_SECONDS',
    check: integer(1, 60, 15),
    about: 'How long the receiver of a webhook may take to answer, in seconds.',
  },
  jobSeconds: {
    name: 'JOB_SECONDS',
    check: integer(1, 240, 120),
    about:
      'Time limit of a conversion, in seconds; with the wait for an engine twice that, shorter than functionTimeout.',
  },
  leaseSeconds: {
    name: 'LEASE_SECONDS',
    check: integer(3, 600, 30),
    about: 'How long a job is held for a worker that is not heard of any more.',
  },
  reconcileSeconds: {
    name: 'RECONCILE_SECONDS',
    check: integer(1, 86_400, 300),
    about: 'How long a job may wait in the queue before its message is thought lost.',
  },
  longPolls: {
    name: 'LONG_POLLS',
    check: integer(0, 10_000, 100),
    about: 'Requests that may wait for a change at once, an instance.',
  },
  longPollsPerCaller: {
    name: 'LONG_POLLS_PER_CALLER',
    check: integer(0, 1000, 10),
    about: 'The same, for one caller.',
  },
  engines: {
    name: 'ENGINES',
    check: z.coerce.number().int().min(1).max(64).optional(),
    about: 'LibreOffice engines of a worker; without it one for each core, at most two.',
  },
  engineMegabytes: {
    name: 'ENGINE_MEGABYTES',
    check: integer(512, 16_384, 2_000),
    about: 'Resident memory after which an engine is replaced, in MB.',
  },
  fontsFolder: {
    name: 'FONTS_FOLDER',
    check: text.optional(),
    about: 'A folder of further fonts, for documents and pages.',
  },
  soffice: {
    name: 'SOFFICE',
    check: text.optional(),
    about: 'Path of a LibreOffice (`soffice`) for documents that name nothing outside themselves.',
  },
  chromium: {
    name: 'CHROMIUM',
    check: text.optional(),
    about: 'Path of a Chromium to use in place of the one from npm.',
  },
  outboundAllow: {
    name: 'OUTBOUND_ALLOW',
    check: allowList,
    about: 'What input URLs and webhooks may reach beside public addresses: hosts, addresses, ranges.',
  },
  browserJavascript: {
    name: 'BROWSER_JAVASCRIPT',
    check: z.enum(['on', 'off'], 'must be on or off').default('on'),
    about: 'Whether pages may run scripts.',
  },
  browserAllow: {
    name: 'BROWSER_ALLOW',
    check: allowList,
    about: 'What documents and pages may reach in the browser: hosts, addresses, ranges.',
  },
  exportPeriods: {
    name: 'EXPORT_PERIODS',
    check: periodsSchema,
    about: 'Minutes of a window of exposure keys, and changes of it by day: `240 360@2026-12-01`.',
  },
  settleSeconds: {
    name: 'EXPORT_SETTLE_SECONDS',
    check: integer(60, 86_400, 900),
    about: 'How long a closed window rests before it is exported.',
  },
  publishSeconds: {
    name: 'PUBLISH_SECONDS',
    check: integer(1, 3600, 120),
    about:
      'How long after its arrival a publish may write; at least 2 minutes less than the rest of a window.',
  },
} as const;

type Settings = typeof settings;

/** The configuration of an app: the checked value of every setting. */
export type Configuration = { readonly [Key in keyof Settings]: z.output<Settings[Key]['check']> };

const rules: { about: string; broken: (configuration: Configuration) => boolean }[] = [
  {
    about: 'KEY_VAULT_VERIFY_CHALLENGE may not be false for a vault of Azure',
    broken: (c) =>
      !c.keyVaultVerifyChallenge && /\.azure\.(net|cn|us)$/i.test(new URL(c.keyVaultUrl).hostname),
  },
  {
    about: 'REGISTRATION=attested needs at least one app in ATTESTATION_APPS',
    broken: (c) => c.registration === 'attested' && c.attestationApps.length === 0,
  },
  {
    about: 'ATTESTATION_ROOTS is for apps of app-attest, and ATTESTATION_APPS has none',
    broken: (c) =>
      c.attestationRoots !== undefined &&
      !c.attestationApps.some(({ platform }) => platform === 'app-attest'),
  },
  {
    // The clocks of two instances may be off, each by a minute.
    about: 'EXPORT_SETTLE_SECONDS must be at least 2 minutes more than PUBLISH_SECONDS',
    broken: (c) => c.settleSeconds - c.publishSeconds < 120,
  },
];

/**
 * Reads the configuration from environment variables. An empty variable counts as absent.
 * @throws ConveyorError `misconfigured`, its cause an AggregateError of one message a fault.
 */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const values: Record<string, unknown> = {};
  const faults: Error[] = [];
  for (const [key, { name, check }] of Object.entries(settings)) {
    const result = check.safeParse(environment[name] || undefined);
    if (result.success) values[key] = result.data;
    else
      for (const issue of result.error.issues)
        faults.push(new Error(faultOf(name, environment[name], issue.message)));
  }
  const configuration = values as Configuration;
  if (faults.length === 0)
    for (const rule of rules) if (rule.broken(configuration)) faults.push(new Error(`${rule.about}.`));
  if (faults.length > 0) throw new ConveyorError('misconfigured', { cause: new AggregateError(faults) });
  return configuration;
}

/** One sentence; the value itself is never shown, it may be a secret. */
function faultOf(name: string, value: string | undefined, message: string): string {
  return value ? `${name} is not valid: ${message}.` : `${name} is missing.`;
}

/** The messages of a `misconfigured` error, one a fault. */
export function configurationFaults(error: unknown): string[] {
  const cause = error instanceof ConveyorError ? error.cause : undefined;
  return cause instanceof AggregateError ? cause.errors.map((fault: Error) => fault.message) : [];
}
