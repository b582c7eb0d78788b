import type { Records } from '../azure/cosmos.ts';
import { Files } from '../azure/files.ts';
import { RecordCache } from '../azure/recordCache.ts';
import type { BaseServices } from '../baseServices.ts';
import type { IdentityServices } from '../identity/services.ts';
import { type CertificateClaim, certificatesContainer } from './certificateRecord.ts';
import { type ExportManifest, exportManifestsContainer } from './export/manifest.ts';
import { exportsPoisonQueue, exportsQueue } from './export/message.ts';
import { exportsContainer } from './export/names.ts';
import { type HealthAuthority, healthAuthoritiesContainer } from './healthAuthority.ts';
import { type ExposureKey, exposureKeysContainer } from './key.ts';
import { type PublishCounts, publishStatisticsContainer } from './publishStatisticsRecord.ts';
import { RecentAnswers } from './recentAnswers.ts';
import { type Region, regionsContainer } from './region.ts';

/** The records and export files of exposure/. */
export interface ExposureRecords {
  /** The export files that phones download. */
  readonly exports: Files;
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
}

/** The services that the functions of exposure/ use. */
export type ExposureServices = IdentityServices & ExposureRecords;

export const exposureContainers = [
  exposureKeysContainer,
  exportManifestsContainer,
  regionsContainer,
  healthAuthoritiesContainer,
  certificatesContainer,
  publishStatisticsContainer,
] as const;
export const exposureQueues = [exportsQueue, exportsPoisonQueue] as const;

const cacheSeconds = 60;

export function exposureRecords({
  config,
  cosmos,
  clock,
}: Pick<BaseServices, 'config' | 'cosmos' | 'clock'>): ExposureRecords {
  const clientId = config.identityClientId;
  const regions = cosmos.records<Region>(regionsContainer);
  const healthAuthorities = cosmos.records<HealthAuthority>(healthAuthoritiesContainer);
  return {
    exports: new Files({ endpoint: config.exportBlobs, container: exportsContainer, clientId }),
    exposureKeys: cosmos.records<ExposureKey>(exposureKeysContainer),
    exportManifests: cosmos.records<ExportManifest>(exportManifestsContainer),
    regions,
    healthAuthorities,
    certificates: cosmos.records<CertificateClaim>(certificatesContainer),
    publishStatistics: cosmos.records<PublishCounts>(publishStatisticsContainer),
    regionCache: new RecordCache(regions, clock, cacheSeconds),
    healthAuthorityCache: new RecordCache(healthAuthorities, clock, cacheSeconds),
    recentAnswers: new RecentAnswers(),
  };
}
