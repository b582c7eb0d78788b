import { z } from 'zod';
import { regionId } from '../region.ts';
import type { ExportManifest } from './manifest.ts';
import { fileName, pathOf } from './names.ts';

const dateTime = z.iso.datetime();

/** An export in responses of the operator API. It omits everything that distinguishes real keys from synthetic ones. */
export const manifestView = z
  .object({
    region: regionId,
    window: z.object({ start: z.int(), end: z.int() }).describe('Unix seconds.'),
    frozenAt: dateTime.describe('When the content of the export was fixed.'),
    signings: z
      .array(
        z.object({
          revision: z.int(),
          files: z.array(z.string()).describe('Paths of the files.'),
          keys: z.array(
            z.object({
              verificationKeyId: z.string(),
              verificationKeyVersion: z.string(),
              name: z.string(),
              version: z.string(),
            }),
          ),
          exportedAt: dateTime.optional().describe('When all of its files existed.'),
          delistedAt: dateTime
            .optional()
            .describe('When its files were removed from the indexes because they were signed again.'),
        }),
      )
      .describe('All signings of the files; the last one is current.'),
    delistedAt: dateTime
      .optional()
      .describe('When its files were removed from the indexes because of their age.'),
  })
  .meta({
    id: 'Export',
    description: 'The export of a window of a region, or of consecutive windows without keys.',
  });
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
