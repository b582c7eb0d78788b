import { z } from 'zod';
import { regionId } from '../region.ts';
import type { ExportManifest } from './manifest.ts';
import { fileName, pathOf } from './names.ts';

const moment = z.iso.datetime();

/** An export as operators see it. What tells real keys from synthetic ones stays behind. */
export const manifestView = z
  .object({
    region: regionId,
    window: z.object({ start: z.int(), end: z.int() }).describe('Unix seconds.'),
    frozenAt: moment.describe('When it was decided what this export is.'),
    signings: z
      .array(
        z.object({
          revision: z.int(),
          files: z.array(z.string()).describe('Their paths.'),
          keys: z.array(
            z.object({
              verificationKeyId: z.string(),
              verificationKeyVersion: z.string(),
              name: z.string(),
              version: z.string(),
            }),
          ),
          exportedAt: moment.optional().describe('Since when its files are there.'),
          delistedAt: moment
            .optional()
            .describe('Since when no index names them, for they were signed again.'),
        }),
      )
      .describe('Each time that it was signed; the last one is wanted.'),
    delistedAt: moment.optional().describe('Since when no index names its files, for they are old.'),
  })
  .meta({ id: 'Export', description: 'The export of a window of a region.' });
export type ManifestView = z.input<typeof manifestView>;

export function viewOf(manifest: ExportManifest): ManifestView {
  const { region, start, end, frozenAt, signings, delistedAt } = manifest;
  return {
    region,
    window: { start, end },
    frozenAt,
    signings: signings.map((signing) => ({
      ...signing,
      files: [...manifest.files.keys()].map((file) => pathOf(region, fileName(manifest, signing, file))),
    })),
    ...(delistedAt && { delistedAt }),
  };
}
