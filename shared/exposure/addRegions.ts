import { currentClaim, type ExposureKey, type KeyClaim } from './key.ts';

/** Limits the size of a record. */
const maximumRegions = 100;

/** What a publish by a further health authority changes in the record of a known key. */
export interface AddedRegions {
  added: NonNullable<ExposureKey['added']>;
  addedUntil: number;
}

/**
 * Adds the regions of a publish that a known key does not have. There the key is exported in the window of that publish, as
 * a key that is published for the first time.
 * @param revision the claim with which the same publish revises the key
 * @param window the window of the publish
 * @returns nothing if the key has all regions; a sentence if its regions cannot be added
 */
export function addRegions(
  stored: ExposureKey,
  revision: KeyClaim | undefined,
  regions: readonly string[],
  window: number,
): AddedRegions | string | undefined {
  const known = new Set([...stored.regions, ...(stored.added ?? []).map(({ region }) => region)]);
  const missing = regions.filter((region) => !known.has(region));
  if (missing.length === 0) return undefined;
  // A region that never received a key has nothing to revoke.
  if ((revision ?? currentClaim(stored)).reportType === 'negative')
    return 'is revoked and is not exported to further regions';
  if (known.size + missing.length > maximumRegions)
    return 'has too many regions and is not exported to further ones';
  const added = [...(stored.added ?? []), ...missing.map((region) => ({ region, window }))];
  return { added, addedUntil: Math.max(...added.map((each) => each.window)) };
}
