import {
  attribute,
  classOf,
  classOfFamily,
  classOfPitchAndFamily,
  type DocumentFonts,
} from './documentFonts.ts';
import { type ThemeFonts, themeFonts } from './themeFonts.ts';

/** Parts of a PPTX or XLSX whose text is drawn. */
export const slideText = /^ppt\/(slides|notesSlides|charts|diagrams)\/[^/]+\.xml$/;
export const sheetText = /^xl\/(sharedStrings|(worksheets|charts|drawings)\/[^/]+)\.xml$/;
/** Other parts that name fonts. */
export const slideFonts = /^ppt\/(slideMasters\/[^/]+|theme\/theme1|presentation)\.xml$/;
export const sheetFonts = /^xl\/(styles|theme\/theme1)\.xml$/;

const latin = /latin\s([^>]*)>/g;

/** Finds the Latin fonts of the slides and of the theme, on which the masters are based, in a PPTX. */
export function findSlideFonts(parts: ReadonlyMap<string, string>, found: DocumentFonts): void {
  const theme = themeFonts(parts.get('ppt/theme/theme1.xml') ?? '');
  for (const [path, xml] of parts)
    if (path.startsWith('ppt/') && !path.startsWith('ppt/theme/')) findLatin(xml, theme, found);
  for (const [, content = ''] of (parts.get('ppt/presentation.xml') ?? '').matchAll(
    /<(?:\w+:)?embeddedFont>([\s\S]*?)<\/(?:\w+:)?embeddedFont>/g,
  ))
    found.embedded.add(attribute(content, 'typeface') ?? '');
}

/** Finds the fonts of the cell formats, of rich text and of charts in an XLSX (ECMA-376 part 1, 18.8.22). */
export function findSheetFonts(parts: ReadonlyMap<string, string>, found: DocumentFonts): void {
  const theme = themeFonts(parts.get('xl/theme/theme1.xml') ?? '');
  for (const [path, xml] of parts) {
    if (sheetText.test(path)) {
      findLatin(xml, theme, found);
      for (const [, properties = ''] of xml.matchAll(/<(?:\w+:)?rPr>([\s\S]*?)<\/(?:\w+:)?rPr>/g))
        findCellFont(properties, 'rFont', found);
    }
  }
  const styles = parts.get('xl/styles.xml') ?? '';
  const [, cells = ''] = /<(?:\w+:)?cellXfs[\s>]([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(styles) ?? [];
  const usedFonts = new Set([...cells.matchAll(/\sfontId="(\d+)"/g)].map(([, id]) => Number(id)));
  const [, fonts = ''] = /<(?:\w+:)?fonts[\s>]([\s\S]*?)<\/(?:\w+:)?fonts>/.exec(styles) ?? [];
  const rows = [...fonts.matchAll(/<(?:\w+:)?font>([\s\S]*?)<\/(?:\w+:)?font>|<(?:\w+:)?font\/>/g)];
  for (const [index, [, content = '']] of rows.entries())
    if (usedFonts.has(index)) findCellFont(content, 'name', found);
}

function findCellFont(content: string, tag: string, { used }: DocumentFonts): void {
  const value = (each: string) => new RegExp(`<(?:\\w+:)?${each}\\s[^>]*?val="([^"]*)"`).exec(content)?.[1];
  const name = value(tag);
  if (name) used.set(name, used.get(name) ?? classOfFamily(Number(value('family') ?? 0)));
}

/** Finds fonts of DrawingML text (21.1.2.3.7); `+mj` and `+mn` are those of the theme. */
function findLatin(xml: string, theme: ThemeFonts, { used }: DocumentFonts): void {
  for (const [, attributes = ''] of xml.matchAll(latin)) {
    const typeface = attribute(attributes, 'typeface') ?? '';
    const [, kind] = /^\+(mj|mn)-/.exec(typeface) ?? [];
    const name = kind ? theme(kind === 'mj' ? 'major' : 'minor') : typeface;
    if (!name) continue;
    const described =
      classOfPitchAndFamily(Number(attribute(attributes, 'pitchFamily') ?? 0)) ??
      classOf({ panose: attribute(attributes, 'panose') });
    used.set(name, used.get(name) ?? described);
  }
}
