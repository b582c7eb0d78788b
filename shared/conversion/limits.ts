/** Limits of a ZIP, which office documents are too. */
export interface ZipLimits {
  entries: number;
  /** Decompressed bytes per byte of the file; checked above `ratioFrom` decompressed bytes. */
  ratio: number;
  ratioFrom: number;
  /** Decompressed bytes of all entries. */
  totalBytes: number;
}

/** Limits of an input. */
export interface InputLimits {
  zip: ZipLimits;
  /** Rows of all sheets together. */
  rows: number;
}

/** No legitimate document is known to reach these limits. */
export const defaultZipLimits: ZipLimits = {
  entries: 10_000,
  ratio: 200,
  ratioFrom: 32 * 1024 ** 2,
  totalBytes: 512 * 1024 ** 2,
};

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

/** Default resources of a converter. */
export const defaultResources = {
  /** Time limit of a conversion in engines, in s. */
  secondsPerConversion: 120,
  /** Limit of resident memory of one engine with its children, in MiB. */
  engineMegabytes: 2_000,
  /** Time in s without a job after which an engine that does not stay warm stops. */
  engineIdleSeconds: 60,
};
