import { defaultZipLimits, type ZipLimits } from './inputs/zipContents.ts';

/** What an input may be at most. */
export interface InputLimits {
  zip: ZipLimits;
  /** Rows of all sheets. */
  rows: number;
}

/** Limits that no honest document was seen to reach. */
export const defaultInputLimits: InputLimits = {
  zip: defaultZipLimits,
  rows: 250_000,
};

/** What a conversion may take at most: of its inputs, also of those that it decrypts, and of what it makes. */
export interface ConversionLimits extends InputLimits {
  /** Pages of one PDF, given or made. */
  pages: number;
  /** Pixels of one image, given or made. */
  pixels: number;
  /** Result files of a job. */
  files: number;
}

/** Limits that no honest document was seen to reach. */
export const defaultConversionLimits: ConversionLimits = {
  ...defaultInputLimits,
  pages: 5_000,
  pixels: 100_000_000,
  files: 1_000,
};
