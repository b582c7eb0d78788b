import type { ExposureServices } from '../services.ts';
import { type ExportManifest, manifestId } from './manifest.ts';

export interface ManifestQuery {
  region: string;
  limit: number;
  /** The start of the last manifest of the previous page, Unix seconds. */
  before?: number | undefined;
}

/** Lists the manifests of a region, newest first. @returns a page, and `before` of the next page if there is one. */
export async function listManifests(
  { region, limit, before }: ManifestQuery,
  { exportManifests }: Pick<ExposureServices, 'exportManifests'>,
): Promise<{ manifests: ExportManifest[]; next?: number }> {
  const found = await Array.fromAsync(
    exportManifests.query({
      text: `SELECT TOP @top * FROM c WHERE c.region = @region${before === undefined ? '' : ' AND c.id < @before'}
        ORDER BY c.id DESC`,
      parameters: { top: limit + 1, region, ...(before !== undefined && { before: manifestId(before) }) },
      partition: [region],
      pageSize: limit + 1,
    }),
  );
  const manifests = found.slice(0, limit);
  const last = manifests.at(-1);
  return found.length > limit && last ? { manifests, next: last.start } : { manifests };
}
