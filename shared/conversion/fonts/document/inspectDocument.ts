import { selectedParts } from '../../inputs/zipContents.ts';
import { findBinaryFonts } from './binaryFonts.ts';
import { addCharacters } from './characters.ts';
import type { DocumentFonts } from './documentFonts.ts';
import {
  findSheetFonts,
  findSlideFonts,
  sheetFonts,
  sheetText,
  slideFonts,
  slideText,
} from './drawingFonts.ts';
import { findOpenDocumentFonts, openText } from './openDocumentFonts.ts';
import { findRichTextFonts } from './richTextFonts.ts';
import { findWordFonts, wordFonts, wordText } from './wordFonts.ts';

const textParts = [wordText, slideText, sheetText, openText];
const allParts = [...textParts, wordFonts, slideFonts, sheetFonts];
const matches = (patterns: readonly RegExp[], path: string) => patterns.some((pattern) => pattern.test(path));

/** Bytes of each part that are read. */
const readBytes = 32 * 1024 ** 2;

/**
 * The characters and fonts of an office document that has passed the input checks, by its content.
 * @throws ConveyorError `corrupt_file`, and other errors for a damaged file
 */
export async function inspectDocument(bytes: Uint8Array): Promise<DocumentFonts> {
  const found: DocumentFonts = { characters: new Set(), used: new Map(), embedded: new Set() };
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8)).toString('latin1');
  if (start.startsWith('PK')) await inspectPackage(bytes, found);
  else if (start.startsWith('\xd0\xcf\x11\xe0')) findBinaryFonts(bytes, found);
  else inspectText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), found);
  return found;
}

async function inspectPackage(bytes: Uint8Array, found: DocumentFonts): Promise<void> {
  const selected = await selectedParts(bytes, (path) => matches(allParts, path), readBytes);
  const parts = new Map([...selected.parts].map(([path, content]) => [path, content.toString('utf8')]));
  for (const [path, xml] of parts) if (matches(textParts, path)) addCharacters(xml, true, found.characters);
  findWordFonts(parts, found);
  findSlideFonts(parts, found);
  findSheetFonts(parts, found);
  const open = [...parts].filter(([path]) => openText.test(path)).map(([, xml]) => xml);
  if (open.length > 0) findOpenDocumentFonts(open, found);
}

function inspectText(bytes: Buffer, found: DocumentFonts): void {
  const text = bytes.toString('utf8', 0, Math.min(bytes.length, readBytes));
  if (text.startsWith('{\\rtf')) findRichTextFonts(text, found);
  else {
    const isFlat = /^\s*</.test(text) && text.includes('office:document');
    addCharacters(text, isFlat, found.characters);
    if (isFlat) findOpenDocumentFonts([text], found);
  }
}
