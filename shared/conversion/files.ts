/** A file in memory: its name, whose extension says its format, and its bytes. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array;
  /** Of a part of another file: the first page of that file which it holds, from 1. */
  page?: number;
  /** Of a part of another file: the name of that file without its extension. */
  whole?: string;
}

/** The PDFs among files, by their names. */
export const pdfsAmong = <File extends NamedFile>(files: readonly File[]): File[] =>
  files.filter(({ name }) => name.toLowerCase().endsWith('.pdf'));

/** A result file. */
export interface OutputFile extends NamedFile {
  contentType: string;
}

/** The billable quantities of a conversion. */
export interface ConversionUsage {
  documents: number;
  pages: number;
  bytesIn: number;
  bytesOut: number;
  engineMilliseconds: number;
}
