import { defaultZipLimits, type ZipLimits } from './inputs/zipContents.ts';

/** Limits of an input. */
export interface InputLimits {
  zip: ZipLimits;
  /** Rows of all sheets together. */
  rows: number;
}

/** No legitimate document is known to reach these limits. */
export const defaultInputLimits: InputLimits = {
  zip: defaultZipLimits,
  rows: 250_000,
};

/** Limits of a conversion: of its inputs, including decrypted ones, and of its results. */
export interface ConversionLimits extends InputLimits {
  /** Pages of one PDF, input or result. */
  pages: number;
  /** Pixels of one image, input or result. */
  pixels: number;
  /** Result files of a job. */
  files: number;
}

/** No legitimate document is known to reach these limits. */
export const defaultConversionLimits: ConversionLimits = {
  ...defaultInputLimits,
  pages: 5_000,
  pixels: 100_000_000,
  files: 1_000,
};
