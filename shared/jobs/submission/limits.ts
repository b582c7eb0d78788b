import type { Configuration } from '../../configuration.ts';
import { type ConversionLimits, defaultZipLimits } from '../../conversion/limits.ts';

/** The limits of a job from the configuration: the same at submission, when inputs are fetched and during conversion. */
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
