/** An input file. The extension of its name defines its format; the input checks have verified it. */
export interface InputFile {
  name: string;
  bytes: Uint8Array;
}

/** A result file. */
export interface OutputFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** The billable quantities of a conversion. */
export interface ConversionUsage {
  documents: number;
  pages: number;
  bytesIn: number;
  bytesOut: number;
  engineMilliseconds: number;
}
