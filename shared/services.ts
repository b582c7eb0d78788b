import { lazy } from './async/lazy.ts';
import { Blobs } from './azure/blobs.ts';
import { type ContainerDeclaration, Cosmos, type Records } from './azure/cosmos.ts';
import { Files } from './azure/files.ts';
import { Queues } from './azure/queues.ts';
import { RecordCache } from './azure/recordCache.ts';
import {
  applicationInsightsSink,
  consoleSink,
  createLog,
  type Log,
  type LogSink,
} from './azure/telemetry.ts';
import { Vault } from './azure/vault.ts';
import { VaultKeys } from './azure/vaultKeys.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { type CertificateClaim, certificatesContainer } from './exposure/certificateRecord.ts';
import { type ExportManifest, exportManifestsContainer } from './exposure/export/manifest.ts';
import { exportsPoisonQueue, exportsQueue } from './exposure/export/message.ts';
import { exportsContainer } from './exposure/export/names.ts';
import { type HealthAuthority, healthAuthoritiesContainer } from './exposure/healthAuthority.ts';
import { type ExposureKey, exposureKeysContainer } from './exposure/key.ts';
import { publishPaths } from './exposure/publishPaths.ts';
import { type PublishCounts, publishStatisticsContainer } from './exposure/publishStatistics.ts';
import { RecentAnswers } from './exposure/recentAnswers.ts';
import { type Region, regionsContainer } from './exposure/region.ts';
import { type Redeemed, redeemedContainer } from './identity/attestation/redeem.ts';
import { type Authenticate, authenticate } from './identity/authenticate.ts';
import { type Device, devicesContainer } from './identity/device.ts';
import { type IdempotencyClaim, idempotencyContainer } from './jobs/idempotency.ts';
import { jobsPoisonQueue, jobsQueue, notificationsPoisonQueue, notificationsQueue } from './jobs/message.ts';
import { type JobRecord, jobsContainer } from './jobs/record.ts';
import { BrowserProxy } from './outbound/browserProxy.ts';
import { Outbound } from './outbound/outbound.ts';
import { type Random, systemRandom } from './random.ts';
import { draining } from './runtime/draining.ts';
import { type Sleep, systemSleep } from './sleep.ts';
import {
  type LedgerItem,
  type LedgerProgress,
  ledgerContainer,
  ledgerProgressContainer,
} from './tenancy/ledger.ts';
import { type DeviceUploads, uploadsContainer } from './uploads/upload.ts';

export type { AuthScheme, Caller } from './identity/authenticate.ts';

/** The services of the app, created once per process. Tests create their own. */
export interface Services {
  readonly config: Configuration;
  readonly clock: Clock;
  readonly random: Random;
  readonly sleep: Sleep;
  readonly log: Log;
  readonly vault: Vault;
  readonly cosmos: Cosmos;
  readonly blobs: Blobs;
  readonly queues: Queues;
  /** The export files that phones download. */
  readonly exports: Files;
  /** Signing keys in the vault. */
  readonly vaultKeys: VaultKeys;
  readonly devices: Records<Device>;
  /** Used attestation challenges and tokens. */
  readonly redeemed: Records<Redeemed>;
  readonly jobs: Records<JobRecord>;
  readonly idempotency: Records<IdempotencyClaim>;
  readonly uploads: Records<DeviceUploads>;
  readonly ledger: Records<LedgerItem>;
  readonly ledgerProgress: Records<LedgerProgress>;
  readonly exposureKeys: Records<ExposureKey>;
  readonly exportManifests: Records<ExportManifest>;
  readonly regions: Records<Region>;
  readonly healthAuthorities: Records<HealthAuthority>;
  readonly certificates: Records<CertificateClaim>;
  readonly publishStatistics: Records<PublishCounts>;
  /** Cached for publishing; up to a minute old. */
  readonly regionCache: RecordCache<Region>;
  readonly healthAuthorityCache: RecordCache<HealthAuthority>;
  readonly recentAnswers: RecentAnswers;
  /** Fetches untrusted URLs: input URLs and webhooks. */
  readonly outbound: Outbound;
  /** Opens the proxies of the browser. */
  readonly browserProxy: BrowserProxy;
  /** Authenticates a caller, by scheme. */
  readonly authenticate: Authenticate;
  /** Aborts when the host starts to shut down. */
  readonly draining: AbortSignal;
}

/** Every Cosmos container. */
export const containers = [
  devicesContainer,
  redeemedContainer,
  jobsContainer,
  idempotencyContainer,
  uploadsContainer,
  ledgerContainer,
  ledgerProgressContainer,
  exposureKeysContainer,
  exportManifestsContainer,
  regionsContainer,
  healthAuthoritiesContainer,
  certificatesContainer,
  publishStatisticsContainer,
] as const;

/** Every queue. */
export const queues = [
  jobsQueue,
  jobsPoisonQueue,
  notificationsQueue,
  notificationsPoisonQueue,
  exportsQueue,
  exportsPoisonQueue,
] as const;

/** Creates the services. Clients connect on first use. */
export function createServices(
  config: Configuration,
  overrides: { clock?: Clock; random?: Random; sleep?: Sleep; log?: Log; draining?: AbortSignal } = {},
): Services {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? systemRandom;
  const log = overrides.log ?? createLog(config.logLevel, sinksOf(config));
  const clientId = config.identityClientId;
  const cosmos = new Cosmos({ endpoint: config.cosmosEndpoint, database: config.cosmosDatabase, clientId });
  const regions = cosmos.records<Region>(regionsContainer);
  const healthAuthorities = cosmos.records<HealthAuthority>(healthAuthoritiesContainer);
  return {
    config,
    clock,
    random,
    sleep: overrides.sleep ?? systemSleep,
    log,
    vault: new Vault({
      url: config.keyVaultUrl,
      verifyChallenge: config.keyVaultVerifyChallenge,
      refreshSeconds: config.keyVaultRefreshSeconds,
      clientId,
      clock,
      log,
    }),
    cosmos,
    blobs: new Blobs({ endpoint: config.transitBlobs, clientId }),
    queues: new Queues({ endpoint: config.transitQueues, clientId }),
    exports: new Files({ endpoint: config.exportBlobs, container: exportsContainer, clientId }),
    vaultKeys: new VaultKeys({
      url: config.keyVaultUrl,
      verifyChallenge: config.keyVaultVerifyChallenge,
      clientId,
    }),
    devices: cosmos.records<Device>(devicesContainer),
    redeemed: cosmos.records<Redeemed>(redeemedContainer),
    jobs: cosmos.records<JobRecord>(jobsContainer),
    idempotency: cosmos.records<IdempotencyClaim>(idempotencyContainer),
    uploads: cosmos.records<DeviceUploads>(uploadsContainer),
    ledger: cosmos.records<LedgerItem>(ledgerContainer),
    ledgerProgress: cosmos.records<LedgerProgress>(ledgerProgressContainer),
    exposureKeys: cosmos.records<ExposureKey>(exposureKeysContainer),
    exportManifests: cosmos.records<ExportManifest>(exportManifestsContainer),
    regions,
    healthAuthorities,
    certificates: cosmos.records<CertificateClaim>(certificatesContainer),
    publishStatistics: cosmos.records<PublishCounts>(publishStatisticsContainer),
    regionCache: new RecordCache(regions, clock, 60),
    healthAuthorityCache: new RecordCache(healthAuthorities, clock, 60),
    recentAnswers: new RecentAnswers(),
    outbound: new Outbound({ reach: 'public', allow: config.outboundAllow }),
    browserProxy: new BrowserProxy({
      documents: { reach: 'nothing', allow: config.browserAllow },
      pages: { reach: 'public', allow: config.browserAllow },
    }),
    authenticate,
    draining: overrides.draining ?? draining(),
  };
}

/**
 * The services of this app, created from its environment on first use.
 * Rejects with `misconfigured` if a setting is missing or invalid; every endpoint then responds with that error.
 */
export const services: () => Promise<Services> = lazy(async () =>
  createServices(readConfiguration(process.env)),
);

function sinksOf(config: Configuration): LogSink[] {
  if (!config.applicationInsights) return [consoleSink];
  const connecting = applicationInsightsSink(config.applicationInsights, {
    containers: containers.flatMap((container: ContainerDeclaration) =>
      container.untraced ? [container.name] : [],
    ),
    paths: publishPaths,
  });
  connecting.catch((error: unknown) =>
    consoleSink('error', 'Application Insights is unavailable.', { error }),
  );
  const insights: LogSink = (level, message, fields) => {
    connecting.then(
      (sink) => sink(level, message, fields),
      () => undefined,
    );
  };
  return [consoleSink, insights];
}
