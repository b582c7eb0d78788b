import { z } from 'zod';
import { defaultConversionLimits, defaultResources } from './conversion/limits.ts';
import { paperNames, standardPaper } from './conversion/paper.ts';
import { ConveyorError } from './errors.ts';
import { periodsSchema } from './exposure/periods.ts';
import { attestationAppsSetting } from './identity/attestation/apps.ts';
import { rootsSetting } from './identity/attestation/roots.ts';
import { AllowList } from './outbound/allowList.ts';
import { roles } from './roles.ts';
import { organisationIdPattern } from './tenancy/organisation.ts';

const text = z.string().min(1);
const https = z
  .url({ protocol: /^https$/, error: 'must be an https:// URL' })
  .transform((url) => url.replace(/\/+$/, ''));
const httpsOrLoopback = z
  .url({ protocol: /^https?$/, error: 'must be an https:// URL' })
  .refine((url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(url), 'must be an https:// URL')
  .transform((url) => url.replace(/\/+$/, ''));
const integer = (low: number, high: number, defaultValue: number) =>
  z.coerce.number('must be a number').int('must be a whole number').min(low).max(high).default(defaultValue);
const allowList = text.optional().transform((value, context) => {
  try {
    return AllowList.parse(value ?? '');
  } catch {
    context.addIssue({ code: 'custom', message: 'must be hosts, addresses or ranges, separated by commas' });
    return z.NEVER;
  }
});
const flag = (defaultValue: boolean) => z.stringbool('must be true or false').default(defaultValue);

/** Every setting: property → name of the environment variable, schema, and description. */
export const settings = {
  role: {
    name: 'CONVEYOR_ROLE',
    check: z.enum(roles).default('all'),
    description: 'The role of this app: which functions it contains.',
  },
  web: {
    name: 'WEB',
    check: z.enum(['on', 'off'], 'must be on or off').default('on'),
    description: 'Whether the app serves the page that converts documents: `on` or `off`.',
  },
  cosmosEndpoint: { name: 'COSMOS_ENDPOINT', check: https, description: 'URL of the Cosmos DB account.' },
  cosmosDatabase: {
    name: 'COSMOS_DATABASE',
    check: text.default('conveyor'),
    description: 'Name of the Cosmos DB database.',
  },
  transitBlobs: {
    name: 'TransitStorage__blobServiceUri',
    check: https,
    description: 'Blob service URL of the account that stores inputs and results of jobs.',
  },
  transitQueues: {
    name: 'TransitStorage__queueServiceUri',
    check: https,
    description:
      'Queue service URL of the account that has all queues. It can be another one than that of the blobs.',
  },
  queuePrefix: {
    name: 'QUEUE_PREFIX',
    check: z
      .string()
      .regex(/^[a-z0-9]{1,20}-$/, 'must be 1 to 20 lower-case letters or digits and a hyphen')
      .optional(),
    description:
      'Prefix of the names of all queues, such as `staging-`. A deployment slot with its own prefix processes only its own messages.',
  },
  exportBlobs: {
    name: 'ExportStorage__blobServiceUri',
    check: https,
    description:
      'Blob service URL of the account behind the CDN, which stores the export files of exposure keys.',
  },
  exportUrl: {
    name: 'EXPORT_URL',
    check: https.optional(),
    description: 'Public base URL of the exports, for list.json. If absent, its URLs are relative.',
  },
  keyVaultUrl: { name: 'KEY_VAULT_URL', check: https, description: 'URL of the Key Vault.' },
  keyVaultVerifyChallenge: {
    name: 'KEY_VAULT_VERIFY_CHALLENGE',
    check: flag(true),
    description:
      'Verifies that the authentication challenge names the domain of the vault. Set to false only for the local vault.',
  },
  keyVaultRefreshSeconds: {
    name: 'KEY_VAULT_REFRESH_SECONDS',
    check: integer(1, 86_400, 300),
    description: 'Seconds after which a secret is refreshed (±20 %).',
  },
  identityClientId: {
    name: 'AZURE_CLIENT_ID',
    check: text.optional(),
    description:
      'Client id of a user-assigned managed identity. If absent, the system-assigned identity is used.',
  },
  applicationInsights: {
    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING',
    check: text.optional(),
    description: 'Destination of telemetry. If absent, logs are written to the console only.',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    check: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    description: 'Minimum level of logs.',
  },
  frontDoorId: {
    name: 'FRONT_DOOR_ID',
    check: z.uuid('must be the UUID of the Front Door profile').optional(),
    description: 'Front Door profile id that every request must contain in X-Azure-FDID.',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    check: httpsOrLoopback
      .refine((url) => new URL(url).origin === url, 'must have no path, query or user')
      .optional(),
    description:
      'Public address of the API, such as https://api.example.com: the issuer and audience of access tokens. If absent, OAuth clients get none.',
  },
  organisation: {
    name: 'ORGANISATION',
    check: z.string().regex(organisationIdPattern, 'must be the id of an organisation').optional(),
    description:
      'Pins this deployment to one organisation: credentials of others are refused. If absent, every organisation is served.',
  },
  acceptOperatorKey: {
    name: 'ACCEPT_OPERATOR_KEY',
    check: flag(true),
    description:
      'Accepts the operator key of the vault. Set to false once each operator has a key of its own.',
  },
  registration: {
    name: 'REGISTRATION',
    check: z.enum(['open', 'token', 'attested'], 'must be open, token or attested').default('token'),
    description: 'Who can register: anyone, holders of a registration token, or attested genuine apps.',
  },
  attestationApps: {
    name: 'ATTESTATION_APPS',
    check: attestationAppsSetting,
    description: 'The apps whose attestations are accepted, as JSON. See attestation.md.',
  },
  attestationRoots: {
    name: 'ATTESTATION_ROOTS',
    check: rootsSetting,
    description:
      'Trusted roots of App Attest as PEM, or the path of a PEM file. If absent, the root of Apple.',
  },
  challengeSeconds: {
    name: 'ATTESTATION_CHALLENGE_SECONDS',
    check: integer(30, 3600, 300),
    description: 'Lifetime of an attestation challenge, in seconds.',
  },
  attestationSeconds: {
    name: 'ATTESTATION_SECONDS',
    check: integer(30, 3600, 300),
    description: 'Maximum age of a Play Integrity token, in seconds.',
  },
  deviceCheckUrl: {
    name: 'DEVICE_CHECK_URL',
    check: httpsOrLoopback.default('https://api.devicecheck.apple.com'),
    description: 'URL of Apple DeviceCheck. The development environment has a different URL.',
  },
  credentialsPerMinute: {
    name: 'CREDENTIALS_PER_MINUTE',
    check: integer(1, 1_000_000, 600),
    description:
      'Registrations, and requests for access tokens, that an instance accepts for an organisation in a minute; without FRONT_DOOR_ID, also from all addresses together.',
  },
  credentialsPerMinuteAndAddress: {
    name: 'CREDENTIALS_PER_MINUTE_AND_ADDRESS',
    check: integer(1, 1_000_000, 60),
    description:
      'Registrations, and requests for access tokens, that an instance accepts from an address in a minute. Only with FRONT_DOOR_ID.',
  },
  deviceDays: {
    name: 'DEVICE_RETENTION_DAYS',
    check: integer(1, 3650, 180),
    description: 'Days without a request after which a device is deleted.',
  },
  retentionDays: {
    name: 'RETENTION_DAYS',
    check: integer(2, 14, 14),
    description: 'Days after which jobs and their files are deleted.',
  },
  maximumInputBytes: {
    name: 'MAXIMUM_INPUT_BYTES',
    check: integer(1, 500_000_000, 50_000_000),
    description: 'Maximum request body of a job, in bytes; also the maximum total of its fetched input URLs.',
  },
  maximumBodiesBytes: {
    name: 'MAXIMUM_BODIES_BYTES',
    check: integer(1, 16_000_000_000, 268_435_456),
    description:
      'Maximum total size of the request bodies that an instance holds at once, in bytes. One body is always accepted.',
  },
  maximumUploadBytes: {
    name: 'MAXIMUM_UPLOAD_BYTES',
    check: integer(1, 500_000_000, 100_000_000),
    description:
      'Maximum total size of the direct uploads of a job, in bytes. A worker holds them in memory.',
  },
  maximumUploads: {
    name: 'MAXIMUM_UPLOADS',
    check: integer(1, 1000, 20),
    description: 'Maximum direct uploads of a device that no job has used yet.',
  },
  maximumFiles: {
    name: 'MAXIMUM_FILES',
    check: integer(1, 1000, 50),
    description: 'Maximum input files of a job.',
  },
  maximumPages: {
    name: 'MAXIMUM_PAGES',
    check: integer(1, 100_000, defaultConversionLimits.pages),
    description: 'Maximum pages of an input or output PDF.',
  },
  maximumPixels: {
    name: 'MAXIMUM_PIXELS',
    check: integer(10_000, 1_000_000_000, defaultConversionLimits.pixels),
    description: 'Maximum pixels of an input or output image.',
  },
  maximumResultFiles: {
    name: 'MAXIMUM_RESULT_FILES',
    check: integer(1, 10_000, defaultConversionLimits.files),
    description: 'Maximum result files of a job.',
  },
  maximumSteps: {
    name: 'MAXIMUM_STEPS',
    check: integer(1, 1000, 16),
    description: 'Maximum steps of a job.',
  },
  maximumRows: {
    name: 'MAXIMUM_ROWS',
    check: integer(1, 100_000_000, defaultConversionLimits.rows),
    description: 'Maximum total rows in all sheets of an input.',
  },
  maximumZipEntries: {
    name: 'MAXIMUM_ZIP_ENTRIES',
    check: integer(1, 1_000_000, defaultConversionLimits.zip.entries),
    description: 'Maximum entries of a ZIP input, which includes office documents.',
  },
  maximumZipRatio: {
    name: 'MAXIMUM_ZIP_RATIO',
    check: integer(1, 2_000, defaultConversionLimits.zip.ratio),
    description: 'Maximum compression ratio of a ZIP input that decompresses to more than 32 MiB.',
  },
  maximumZipBytes: {
    name: 'MAXIMUM_ZIP_BYTES',
    check: integer(1, 2_000_000_000, defaultConversionLimits.zip.totalBytes),
    description: 'Maximum decompressed size of a ZIP input, in bytes.',
  },
  maximumQueueSeconds: {
    name: 'MAXIMUM_QUEUE_SECONDS',
    check: integer(1, 2_592_000, 600),
    description:
      'Age of the oldest waiting job of a queue, in seconds, above which new jobs for that queue are rejected.',
  },
  runningJobsPerCaller: {
    name: 'RUNNING_JOBS_PER_CALLER',
    check: integer(1, 200, 4),
    description:
      'Maximum jobs of an organisation, or of a device of the default organisation, that are in a queue or run. Further jobs are held until one of them has ended. A tier can set another number.',
  },
  waitingJobsPerCaller: {
    name: 'WAITING_JOBS_PER_CALLER',
    check: integer(0, 100_000, 500),
    description:
      'Maximum held jobs of an organisation, or of a device of the default organisation. Further jobs are refused. A tier can set another number.',
  },
  webhookSeconds: {
    name: 'WEBHOOK_SECONDS',
    check: integer(1, 60, 15),
    description: 'Timeout of a webhook request, in seconds.',
  },
  jobSeconds: {
    name: 'JOB_SECONDS',
    check: integer(1, 240, defaultResources.secondsPerConversion),
    description:
      'Time limit of a conversion, in seconds. Twice this value, which includes waiting for an engine, must be shorter than functionTimeout.',
  },
  leaseSeconds: {
    name: 'LEASE_SECONDS',
    check: integer(3, 600, 30),
    description: 'Lease of a running job, in seconds. After that, a job without a live worker is retried.',
  },
  reconcileSeconds: {
    name: 'RECONCILE_SECONDS',
    check: integer(1, 86_400, 300),
    description: 'Seconds in the queue after which the message of a job is considered lost and sent again.',
  },
  longPolls: {
    name: 'LONG_POLLS',
    check: integer(0, 10_000, 100),
    description: 'Maximum concurrent long polls of an instance.',
  },
  longPollsPerCaller: {
    name: 'LONG_POLLS_PER_CALLER',
    check: integer(0, 1000, 10),
    description: 'Maximum concurrent long polls of a caller.',
  },
  engines: {
    name: 'ENGINES',
    check: z.coerce.number().int().min(1).max(64).optional(),
    description: 'Maximum LibreOffice engines of a worker. If absent, one per core, at most two.',
  },
  warmEngines: {
    name: 'WARM_ENGINES',
    check: integer(0, 64, 1),
    description:
      'LibreOffice engines that stay warm without jobs, each with a toolbox. Further ones start when jobs wait.',
  },
  warmBrowsers: {
    name: 'WARM_BROWSERS',
    check: integer(0, 1, 0),
    description:
      'Browsers that stay warm without jobs. With 0, the browser stops when it is unused, and starts with the next page.',
  },
  engineIdleSeconds: {
    name: 'ENGINE_IDLE_SECONDS',
    check: integer(1, 86_400, defaultResources.engineIdleSeconds),
    description: 'Seconds without a job after which an engine that does not stay warm stops.',
  },
  engineMegabytes: {
    name: 'ENGINE_MEGABYTES',
    check: integer(512, 16_384, defaultResources.engineMegabytes),
    description: 'Resident memory above which an engine is replaced, in MB.',
  },
  fontsFolder: {
    name: 'FONTS_FOLDER',
    check: text.optional(),
    description: 'Folder of additional fonts for documents and pages.',
  },
  defaultPaper: {
    name: 'DEFAULT_PAPER',
    check: z.enum(paperNames).default(standardPaper),
    description:
      'Paper of documents that name none, such as CSV, text and pages: A3, A4, A5, Letter, Legal or Tabloid.',
  },
  soffice: {
    name: 'SOFFICE',
    check: text.optional(),
    description: 'Path of a native LibreOffice (`soffice`), used for documents without external references.',
  },
  engineCache: {
    name: 'ENGINE_CACHE',
    check: text.optional(),
    description:
      'Folder on a local disk for unpacked programs and fonts (213 MB). If absent, the cache of the user, or the temporary folder.',
  },
  chromium: {
    name: 'CHROMIUM',
    check: text.optional(),
    description: 'Path of a Chromium executable that replaces the one from npm.',
  },
  outboundAllow: {
    name: 'OUTBOUND_ALLOW',
    check: allowList,
    description:
      'Destinations that input URLs and webhooks can reach in addition to public addresses: hosts, addresses, ranges.',
  },
  browserJavascript: {
    name: 'BROWSER_JAVASCRIPT',
    check: z.enum(['on', 'off'], 'must be on or off').default('on'),
    description: 'Whether pages can run scripts.',
  },
  browserPages: {
    name: 'BROWSER_PAGES',
    check: z.coerce.number().int().min(1).max(64).optional(),
    description:
      'Pages that a browser loads at once. If absent, four per core, 8 to 16. More than RUNNING_JOBS_PER_CALLER, so that a caller cannot use all of them.',
  },
  browserAllow: {
    name: 'BROWSER_ALLOW',
    check: allowList,
    description: 'Destinations that documents and pages can reach in the browser: hosts, addresses, ranges.',
  },
  certificateHours: {
    name: 'CERTIFICATE_HOURS',
    check: integer(1, 8760, 24),
    description: 'Maximum life of a certificate of a health authority, in hours.',
  },
  exportPeriods: {
    name: 'EXPORT_PERIODS',
    check: periodsSchema,
    description:
      'Length of an export window in minutes, at least 5, with changes by day: `240 360@2026-12-01`.',
  },
  settleSeconds: {
    name: 'EXPORT_SETTLE_SECONDS',
    check: integer(60, 86_400, 900),
    description: 'Seconds between the end of a window and its export.',
  },
  publishSeconds: {
    name: 'PUBLISH_SECONDS',
    check: integer(1, 3600, 120),
    description:
      'Seconds after receipt within which a publish can read and write, and is answered; at least 120 less than EXPORT_SETTLE_SECONDS.',
  },
} as const;

type Settings = typeof settings;

/** The configuration of an app: the checked value of every setting. */
export type Configuration = { readonly [Key in keyof Settings]: z.output<Settings[Key]['check']> };

const rules: { description: string; violated: (configuration: Configuration) => boolean }[] = [
  {
    description: 'KEY_VAULT_VERIFY_CHALLENGE must not be false for a vault in Azure',
    violated: (c) =>
      !c.keyVaultVerifyChallenge && /\.azure\.(net|cn|us)$/i.test(new URL(c.keyVaultUrl).hostname),
  },
  {
    description: 'REGISTRATION=attested requires at least one app in ATTESTATION_APPS',
    violated: (c) => c.registration === 'attested' && c.attestationApps.length === 0,
  },
  {
    description: 'ATTESTATION_ROOTS requires an app with the platform app-attest in ATTESTATION_APPS',
    violated: (c) =>
      c.attestationRoots !== undefined &&
      !c.attestationApps.some(({ platform }) => platform === 'app-attest'),
  },
  {
    // The clocks of two instances may each be off by a minute.
    description: 'EXPORT_SETTLE_SECONDS must be at least 2 minutes more than PUBLISH_SECONDS',
    violated: (c) => c.settleSeconds - c.publishSeconds < 120,
  },
];

/**
 * Reads the configuration from environment variables. An empty variable counts as absent.
 * @throws ConveyorError `misconfigured`, whose cause is an AggregateError with one message per fault.
 */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const values: Record<string, unknown> = {};
  const faults: Error[] = [];
  for (const [key, { name, check }] of Object.entries(settings)) {
    const result = check.safeParse(environment[name] || undefined);
    if (result.success) values[key] = result.data;
    else
      for (const issue of result.error.issues)
        faults.push(new Error(describeFault(name, environment[name], issue.message)));
  }
  const configuration = values as Configuration;
  if (faults.length === 0)
    for (const rule of rules)
      if (rule.violated(configuration)) faults.push(new Error(`${rule.description}.`));
  if (faults.length > 0) throw new ConveyorError('misconfigured', { cause: new AggregateError(faults) });
  return configuration;
}

/** One sentence without the value, which may be secret. */
function describeFault(name: string, value: string | undefined, message: string): string {
  return value ? `${name} is not valid: ${message}.` : `${name} is missing.`;
}

/** The messages of a `misconfigured` error, one per fault. */
export function configurationFaults(error: unknown): string[] {
  const cause = error instanceof ConveyorError ? error.cause : undefined;
  return cause instanceof AggregateError ? cause.errors.map((fault: Error) => fault.message) : [];
}
