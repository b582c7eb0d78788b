import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../../engines/engine.ts';
import { memoryOf, withMemory } from '../libraries/pdfium.ts';
import { type ReplacedText, replacedTexts } from './replacedTexts.ts';

/**
 * Extracts the text of one page, with line feeds as line ends. The texts of its form fields and other annotations follow.
 * @param index from 0
 * @throws DocumentRefused `corrupt_file`
 */
export function textOfPage(module: WrappedPdfiumModule, document: number, index: number): string {
  const page = loadWithAnnotations(module, document, index);
  const textPage = module.FPDFText_LoadPage(page);
  try {
    const { objects, replaced } = replacedTexts(module, page);
    const text =
      replaced.length > 0 ? textWith(module, textPage, objects, replaced) : plainText(module, textPage);
    // PDFium returns a hyphen at the end of a line as U+FFFE or U+0002.
    return text
      .replaceAll('\r\n', '\n')
      .replaceAll('\ufffe', '-')
      .replaceAll('\x02', '-')
      .replaceAll('\0', '\ufffd')
      .toWellFormed();
  } finally {
    module.FPDFText_ClosePage(textPage);
    module.FPDF_ClosePage(page);
  }
}

/** `FPDFPage_Flatten`: as the page is displayed, not printed. */
const asDisplayed = 0;
/** `FPDFPage_Flatten`: the page has changed. */
const flattened = 1;

/** Loads a page after its annotations have become part of it, because PDFium extracts only the text of the page itself. */
function loadWithAnnotations(module: WrappedPdfiumModule, document: number, index: number): number {
  const page = load(module, document, index);
  if (module.FPDFPage_GetAnnotCount(page) === 0) return page;
  const changed = module.FPDFPage_Flatten(page, asDisplayed) === flattened;
  if (!changed) return page;
  module.FPDF_ClosePage(page);
  return load(module, document, index);
}

function load(module: WrappedPdfiumModule, document: number, index: number): number {
  const page = module.FPDF_LoadPage(document, index);
  if (!page) throw new DocumentRefused('corrupt_file', { detail: `Page ${index + 1} cannot be read.` });
  return page;
}

function plainText(module: WrappedPdfiumModule, textPage: number): string {
  const characters = Math.max(0, module.FPDFText_CountChars(textPage));
  return withMemory(module, (characters + 1) * 2, (at) => {
    const written = module.FPDFText_GetText(textPage, 0, characters, at);
    const bytes = memoryOf(module).slice(at, at + Math.max(0, written - 1) * 2);
    return Buffer.from(bytes).toString('utf16le');
  });
}

/**
 * The text with the replacement texts that PDFium leaves out, such as those outside the Basic Multilingual Plane. Each follows the
 * text object before it.
 */
function textWith(
  module: WrappedPdfiumModule,
  textPage: number,
  objects: readonly number[],
  replaced: readonly ReplacedText[],
): string {
  const count = module.FPDFText_CountChars(textPage);
  const ends = new Map<number, number>();
  const characters: string[] = [];
  for (let index = 0; index < count; index++) {
    const code = module.FPDFText_GetUnicode(textPage, index);
    characters.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
    ends.set(module.FPDFText_GetTextObject(textPage, index), index + 1);
  }
  const added = Array.from({ length: count + 1 }, () => '');
  for (const { text, first, end } of replaced) {
    if (objects.slice(first, end).some((object) => ends.has(object))) continue;
    let before = first - 1;
    while (before >= 0 && !ends.has(objects[before] ?? 0)) before--;
    added[ends.get(objects[before] ?? 0) ?? 0] += text;
  }
  return characters.map((character, index) => `${added[index]}${character}`).join('') + added[count];
}
