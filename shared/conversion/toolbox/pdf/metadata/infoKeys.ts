import { type PDFDict, PDFName } from '@cantoo/pdf-lib';

/** The text of a name: UTF-8 (ISO 32000-1, 7.3.5), or Latin-1 as some programs write it. */
export function textOfName(name: PDFName): string {
  const bytes = name.asBytes();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/** The key with a text, as the dictionary has it or else as a new key in UTF-8. */
export function keyOf(dict: PDFDict, text: string): PDFName {
  const bytes = Buffer.from(text).toString('latin1');
  // pdf-lib would read # as the start of an escaped byte.
  return dict.keys().find((key) => textOfName(key) === text) ?? PDFName.of(bytes.replaceAll('#', '#23'));
}

/**
 * The XMP property of a custom key, in the namespace that Acrobat uses. Characters that an XML name cannot have there are escaped as
 * Acrobat does: ↂ and four hexadecimal digits.
 */
export function xmpNameOf(text: string): string {
  const escaped = (unit: string) => `ↂ${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `pdfx:${text.replace(/[^\w.-]|^[\d.-]/g, escaped)}`;
}
