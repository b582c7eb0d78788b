import { lazy } from './async/lazy.ts';
import { Blobs } from './azure/blobs.ts';
import { type ContainerDeclaration, Cosmos } from './azure/cosmos.ts';
import { LateTelemetry } from './azure/lateTelemetry.ts';
import { Queues } from './azure/queues.ts';
import { StorageSpace } from './azure/storageSpace.ts';
import {
  applicationInsightsSink,
  consoleSink,
  createLog,
  type Log,
  type LogSink,
} from './azure/telemetry.ts';
import { Vault } from './azure/vault.ts';
import { VaultKeys } from './azure/vaultKeys.ts';
import type { BaseServices } from './baseServices.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { publishPaths } from './exposure/publishPaths.ts';
import {
  type ExposureServices,
  exposureContainers,
  exposureQueues,
  exposureRecords,
} from './exposure/services.ts';
import { type HttpServices, httpServices } from './http/services.ts';
import { identityContainers, identityRecords } from './identity/services.ts';
import { type JobServices, jobContainers, jobQueues, jobRecords } from './jobs/services.ts';
import { outboundServices } from './outbound/services.ts';
import { type Random, systemRandom } from './random.ts';
import { draining } from './runtime/draining.ts';
import { type Sleep, systemSleep } from './sleep.ts';
import { tenancyContainers, tenancyRecords } from './tenancy/services.ts';
import { uploadContainers, uploadRecords } from './uploads/services.ts';

/** The services of the app, created once per process. Tests create their own. */
export type Services = JobServices & ExposureServices & HttpServices;

/** Every Cosmos container. */
export const containers = [
  ...identityContainers,
  ...jobContainers,
  ...uploadContainers,
  ...tenancyContainers,
  ...exposureContainers,
] as const;

/** Every queue. */
export const queues = [...jobQueues, ...exposureQueues] as const;

/** Creates the services. Clients connect on first use. */
export function createServices(
  config: Configuration,
  overrides: { clock?: Clock; random?: Random; sleep?: Sleep; log?: Log; draining?: AbortSignal } = {},
): Services {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? systemRandom;
  const telemetry = telemetryOf(config);
  const log = overrides.log ?? createLog(config.logLevel, sinksOf(telemetry));
  const clientId = config.identityClientId;
  const base: BaseServices = {
    config,
    clock,
    random,
    sleep: overrides.sleep ?? systemSleep,
    log,
    telemetry,
    vault: new Vault({
      url: config.keyVaultUrl,
      verifyChallenge: config.keyVaultVerifyChallenge,
      refreshSeconds: config.keyVaultRefreshSeconds,
      clientId,
      clock,
      log,
    }),
    vaultKeys: new VaultKeys({
      url: config.keyVaultUrl,
      verifyChallenge: config.keyVaultVerifyChallenge,
      clientId,
    }),
    cosmos: new Cosmos({ endpoint: config.cosmosEndpoint, database: config.cosmosDatabase, clientId }),
    blobs: new Blobs({ endpoint: config.transitBlobs, clientId }),
    queues: new Queues({ endpoint: config.transitQueues, prefix: config.queuePrefix, clientId }),
    storageSpace: new StorageSpace(clock),
    draining: overrides.draining ?? draining(),
  };
  return {
    ...base,
    ...httpServices(base),
    ...outboundServices(base),
    ...identityRecords(base),
    ...jobRecords(base),
    ...uploadRecords(base),
    ...tenancyRecords(base),
    ...exposureRecords(base),
  };
}

/**
 * The services of this app, created from its environment on first use.
 * Rejects with `misconfigured` if a setting is missing or invalid; every endpoint then responds with that error.
 */
export const services: () => Promise<Services> = lazy(async () =>
  createServices(readConfiguration(process.env)),
);

/** Undefined without Application Insights. */
function telemetryOf(config: Configuration): LateTelemetry | undefined {
  const connectionString = config.applicationInsights;
  if (!connectionString) return undefined;
  const untraced = {
    containers: containers.flatMap((container: ContainerDeclaration) =>
      container.untraced ? [container.name] : [],
    ),
    paths: publishPaths,
  };
  return new LateTelemetry(() => applicationInsightsSink(connectionString, untraced), consoleSink);
}

/** In Azure the host sends the console to Application Insights too: each line would be stored, and paid for, twice. */
function sinksOf(telemetry: LateTelemetry | undefined): LogSink[] {
  if (!telemetry) return [consoleSink];
  return process.stdout.isTTY ? [consoleSink, telemetry.sink] : [telemetry.sink];
}
