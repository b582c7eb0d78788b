/** A document that comes in. Its name's extension says what it is; the input checks have seen that it is true. */
export interface InputFile {
  name: string;
  bytes: Uint8Array;
}

/** A document that goes out. */
export interface OutputFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** What a conversion used. */
export interface ConversionUsage {
  documents: number;
  pages: number;
  bytesIn: number;
  bytesOut: number;
  engineMilliseconds: number;
}
