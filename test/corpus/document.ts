import type { FormatName } from '../../shared/conversion/formats/formats.ts';

/** What proves that a result shows a feature. */
export interface Evidence {
  /** Words in this order. White space between characters does not count. */
  words?: readonly string[];
  /** Words that must not be there, such as hidden text. */
  not?: readonly string[];
  /** HTML has a picture of it in place of words. */
  drawnInHtml?: true;
  /** Comments, which a PDF shows as annotations. */
  comments?: true;
  /** A colour on the first page; plain text and HTML are not checked for it. */
  colour?: string;
}

/** A document of the corpus: one feature in one format. */
export interface CorpusDocument {
  feature: string;
  format: FormatName;
  make(): Promise<Uint8Array>;
  shows: Evidence;
  /** Targets whose result may lack the feature, because a warning says so. */
  warned?: readonly FormatName[];
  /** Targets that have no such feature, such as plain text without pages and thus without headers. */
  unsuitable?: readonly FormatName[];
}
