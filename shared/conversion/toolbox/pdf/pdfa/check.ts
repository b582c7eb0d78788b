import type { PDFDict, PDFDocument, PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
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
  /** Profiles that may stay. */
  profiles: Set<PDFRawStream>;
  /** A profile of sRGB that all parts know, put into the document when it is first asked for. */
  srgb(): PDFRef;
  /** Spot colours by name, and what they are made of: the same everywhere. */
  spots: Map<string, string>;
  /** Whether a colour of four inks is described by a profile, and whether inks are overprinted. */
  inks: { profiled: boolean; overprinted: boolean };
}

/** A check that has seen nothing yet. */
export function newCheck(
  document: PDFDocument,
  part: Part,
  { device, addSrgb }: { device: Check['device']; addSrgb: (document: PDFDocument) => PDFRef },
): Check {
  let srgb: PDFRef | undefined;
  return {
    document,
    part,
    device,
    fonts: new Map(),
    transparent: undefined,
    groups: new Set(),
    forms: new Map(),
    seen: new Set(),
    profiles: new Set(),
    srgb: () => {
      srgb ??= addSrgb(document);
      return srgb;
    },
    spots: new Map(),
    inks: { profiled: false, overprinted: false },
  };
}
