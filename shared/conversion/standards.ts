/** Standards that a PDF can claim in its XMP: parts of ISO 19005 and ISO 14289. */
export const standards = ['PDF/A-1', 'PDF/A-2', 'PDF/A-3', 'PDF/A-4', 'PDF/UA-1', 'PDF/UA-2'] as const;
export type Standard = (typeof standards)[number];

/** The standards whose rules the steps that write PDFs know. PDF/A-4 and PDF/UA-2 have other rules, such as no information dictionary. */
export const knownStandards = ['PDF/A-1', 'PDF/A-2', 'PDF/A-3', 'PDF/UA-1'] as const satisfies Standard[];

/** Characters around the subtype of an XMP stream in which its filter is named. */
const dictionary = 500;

/** Places that are searched, so that a malicious file does not block the process. */
const maximumPlaces = 1_000;

/** Whether a PDF can claim a standard, without reading its objects: its XMP names one, or is compressed. */
export function mayClaim(bytes: Uint8Array): boolean {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (pdf.includes('pdfaid:') || pdf.includes('pdfuaid:')) return true;
  for (let at = pdf.indexOf('/XML'), place = 0; at >= 0; at = pdf.indexOf('/XML', at + 1), place++) {
    if (place === maximumPlaces) return true;
    const before = pdf.toString('latin1', Math.max(0, at - dictionary), at);
    const after = pdf.toString('latin1', at, at + dictionary);
    const [start, end] = [before.lastIndexOf('obj'), after.indexOf('stream')];
    if ((before.slice(start + 1) + after.slice(0, end < 0 ? dictionary : end)).includes('/Filter'))
      return true;
  }
  return false;
}
