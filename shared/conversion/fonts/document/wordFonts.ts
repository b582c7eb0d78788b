import { fontKindsOf } from './characters.ts';
import { attribute, classOf, type DocumentFonts } from './documentFonts.ts';
import { themeFonts } from './themeFonts.ts';

/** Parts of a DOCX whose text is drawn. */
export const wordText = /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/;
/** Other parts of a DOCX that name fonts. */
export const wordFonts = /^word\/(styles|fontTable|theme\/theme1)\.xml$/;

/** Without the tag's prefix: V8 searches for expressions that start with a word fastest. */
const fontTag = /rFonts\s([^>]*)>/g;

/** Finds the fonts of a DOCX (ECMA-376 part 1, 17.3.2.26). Styles count if the text or another used style names them. */
export function findWordFonts(parts: ReadonlyMap<string, string>, found: DocumentFonts): void {
  const text = [...parts].filter(([path]) => wordText.test(path)).map(([, xml]) => xml);
  if (text.length === 0) return;
  const kinds = fontKindsOf(found.characters);
  const names = new Set<string>();
  const theme = themeFonts(parts.get('word/theme/theme1.xml') ?? '');
  const described = fontTable(parts.get('word/fontTable.xml') ?? '', found.embedded);
  for (const xml of [...text, ...usedStyles(parts.get('word/styles.xml') ?? '', text)])
    for (const [, attributes = ''] of xml.matchAll(fontTag)) {
      for (const kind of [
        'ascii',
        'hAnsi',
        ...(kinds.complex ? ['cs'] : []),
        ...(kinds.eastAsian ? ['eastAsia'] : []),
      ]) {
        const name = attribute(attributes, kind);
        if (name) names.add(name);
      }
      const themed = attribute(attributes, 'asciiTheme') ?? attribute(attributes, 'hAnsiTheme');
      const name = themed && theme(themed.startsWith('major') ? 'major' : 'minor');
      if (name) names.add(name);
    }
  for (const name of names) found.used.set(name, described.get(name));
}

/** The defaults, the default styles, and the styles that the text or a used style names. */
function usedStyles(styles: string, text: readonly string[]): string[] {
  const named = new Set<string>();
  for (const xml of text)
    for (const [, id = ''] of xml.matchAll(/Style\s[^>]*?val="([^"]*)"/g)) named.add(id);
  const blocks = [styles.slice(0, Math.max(0, styles.search(/style\s/)))];
  const queue = [...styles.matchAll(/\s(?:\w+:)?default="(?:1|true|on)"/g)].map(({ index }) => index);
  const place = (id: string) => styles.indexOf(`styleId="${id}"`);
  queue.push(...[...named].map(place));
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at < 0) continue;
    const block = styles.slice(at, styles.indexOf('style>', at));
    blocks.push(block);
    const basis = /basedOn\s[^>]*?val="([^"]*)"/.exec(block)?.[1];
    if (basis === undefined || named.has(basis)) continue;
    named.add(basis);
    queue.push(place(basis));
  }
  return blocks;
}

/** The classes of the fonts in a font table (17.8.3.10). Fonts without a description have none. */
function fontTable(xml: string, embedded: Set<string>) {
  return new Map(
    [...xml.matchAll(/<(?:\w+:)?font\s([^>]*)>([\s\S]*?)<\/(?:\w+:)?font>/g)].map(
      ([, attributes = '', content = '']) => {
        const name = attribute(attributes, 'name') ?? '';
        if (/<(?:\w+:)?embed(Regular|Bold|Italic)/.test(content)) embedded.add(name);
        const value = (tag: string) =>
          new RegExp(`<(?:\\w+:)?${tag}\\s[^>]*?val="([^"]*)"`).exec(content)?.[1];
        const fixed = value('pitch') === 'fixed';
        return [name, classOf({ family: value('family'), fixed, panose: value('panose1') })] as const;
      },
    ),
  );
}
