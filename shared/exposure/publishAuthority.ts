import { isTransient } from '../azure/status.ts';
import { type Platform, platforms } from '../identity/attestation/apps.ts';
import { type HealthAuthority, healthAuthorityId } from './healthAuthority.ts';
import { PublishError } from './publishAnswer.ts';
import type { Region, Requirements } from './region.ts';
import type { ExposureServices } from './services.ts';

/** @throws PublishError `unknown_health_authority_id`, `unable_to_load_health_authority`. */
export async function findAuthority(
  id: string,
  { healthAuthorityCache }: Pick<ExposureServices, 'healthAuthorityCache'>,
): Promise<HealthAuthority> {
  // A malformed id causes no read of storage.
  const { data: known } = healthAuthorityId.safeParse(id);
  const authority =
    known === undefined ? undefined : await loadConfiguration(() => healthAuthorityCache.read(known));
  if (!authority)
    throw new PublishError('unknown_health_authority_id', 'unauthorized health authority: unknown id');
  return authority;
}

/**
 * The existing regions of an authority that belong to its organisation, the union of their requirements, and the platforms of
 * attestations that all of them accept.
 * @throws PublishError `health_authority_missing_region_config`, `unable_to_load_health_authority`.
 */
export async function regionsOf(
  authority: HealthAuthority,
  { regionCache }: Pick<ExposureServices, 'regionCache'>,
): Promise<{ regions: Region[]; requires: Requirements; platforms: Platform[] }> {
  const found = await loadConfiguration(() =>
    Promise.all(authority.regions.map((id) => regionCache.read(id))),
  );
  const regions = found.filter((region) => region?.organisationId === authority.organisationId) as Region[];
  if (regions.length === 0)
    throw new PublishError('health_authority_missing_region_config', 'unknown health authority regions');
  const attested = regions.filter(({ requires }) => requires.attestation);
  return {
    regions,
    platforms: platforms.filter((platform) =>
      attested.every(({ attestationPlatforms }) => attestationPlatforms?.includes(platform) ?? true),
    ),
    requires: {
      certificate: regions.some(({ requires }) => requires.certificate),
      device: regions.some(({ requires }) => requires.device),
      attestation: regions.some(({ requires }) => requires.attestation),
    },
  };
}

async function loadConfiguration<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isTransient(error)) throw error;
    throw new PublishError('unable_to_load_health_authority', 'error loading health authority config');
  }
}
