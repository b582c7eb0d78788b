import type { PDFDict, PDFDocument, PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { FontUse } from './fonts/fontCodes.ts';

/** Part of ISO 19005; the level is always B. */
export type Part = 1 | 2 | 3;

/** Text state at the start of a content stream. */
export interface TextState {
  font: PDFDict | undefined;
  /** Text rendering mode: 3 is invisible. */
  mode: number;
}

/** State of checking a document. */
export interface Check {
  document: PDFDocument;
  part: Part;
  /** The device colour space of the output intent, besides grey. */
  device: 'DeviceRGB' | 'DeviceCMYK';
  fonts: Map<PDFDict, FontUse>;
  /** The first cause of transparency, as part of an error sentence. */
  transparent: string | undefined;
  /** Pages and forms with a transparency group. */
  groups: Set<PDFDict>;
  /** Checked forms with their initial text states. Also ends the recursion of a form that draws itself. */
  forms: Map<PDFRawStream, TextState[]>;
  /** Checked objects, so that none is checked twice. */
  seen: Set<PDFObject>;
  /** Accepted ICC profiles. */
  profiles: Set<PDFRawStream>;
  /** An sRGB profile that all parts allow. The first call adds it to the document. */
  srgb(): PDFRef;
  /** Definitions of spot colours by name, which must be the same everywhere. */
  spots: Map<string, string>;
  /** Whether the data of an image cannot be decoded. */
  damaged: boolean;
  /** Whether a CMYK colour has an ICC profile, and whether inks are overprinted. */
  inks: { profiled: boolean; overprinted: boolean };
}

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
    damaged: false,
    inks: { profiled: false, overprinted: false },
  };
}
