import type { Configuration } from '../configuration.ts';
import { defaultZipLimits } from '../conversion/inputs/zipContents.ts';
import type { ConversionLimits } from '../conversion/limits.ts';

/** What the configuration lets a job take: the same when it is submitted, when its inputs are fetched and while it is converted. */
export function limitsOf(config: Configuration): ConversionLimits {
  return {
    pages: config.maximumPages,
    pixels: config.maximumPixels,
    files: config.maximumResultFiles,
    rows: config.maximumRows,
    zip: {
      ...defaultZipLimits,
      entries: config.maximumZipEntries,
      ratio: config.maximumZipRatio,
      totalBytes: config.maximumZipBytes,
    },
  };
}
