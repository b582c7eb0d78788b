import type { PDFDict, PDFDocument, PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import type { FontUse } from './fontCodes.ts';

/** A part of ISO 19005, at level B. */
export type Part = 1 | 2 | 3;

/** What is known of how text is written where a drawing begins. */
export interface TextState {
  font: PDFDict | undefined;
  /** Rendering mode: 3 is invisible. */
  mode: number;
}

/** A check of a document, and what it has seen so far. */
export interface Check {
  document: PDFDocument;
  part: Part;
  /** The colours of devices that the output intent speaks of, beside grey. */
  device: 'DeviceRGB' | 'DeviceCMYK';
  fonts: Map<PDFDict, FontUse>;
  /** What lets something shine through: a reason for a sentence. */
  transparent: string | undefined;
  /** Dictionaries with a group of transparency, pages and forms. */
  groups: Set<PDFDict>;
  /** Forms that were looked at, with the states that they began with; one that draws itself is so, too. */
  forms: Map<PDFRawStream, TextState[]>;
  /** What was looked at, so that nothing is looked at twice. */
  seen: Set<PDFObject>;
  /** Spot colours by name, and what they are made of: the same everywhere. */
  spots: Map<string, string>;
  /** Whether a colour of four inks is described by a profile, and whether inks are overprinted. */
  inks: { profiled: boolean; overprinted: boolean };
}
