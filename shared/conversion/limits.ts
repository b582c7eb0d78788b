/** What a conversion may take at most. */
export interface ConversionLimits {
  /** Pages of one PDF, given or made. */
  pages: number;
  /** Pixels of one image, given or made. */
  pixels: number;
  /** Result files of a job. */
  files: number;
}

/** Limits that no honest document was seen to reach. */
export const defaultConversionLimits: ConversionLimits = { pages: 5_000, pixels: 100_000_000, files: 1_000 };
