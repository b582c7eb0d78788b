import { attribute, classOf, type DocumentFonts } from './documentFonts.ts';

export const openText = /^(content|styles)\.xml$/;

const styleTag = /<style:(?:default-)?style\s([^>]*)>([\s\S]*?)<\/style:(?:default-)?style>/g;

/**
 * Finds the fonts of an OpenDocument file (ODF 1.3 part 3, 20.276): those of its automatic styles, of its default styles, and of
 * styles that these or the text name.
 * @param texts the parts of a package, or the only one of a flat file
 */
export function findOpenDocumentFonts(texts: readonly string[], found: DocumentFonts): void {
  const faces = new Map<string, { name: string; described: ReturnType<typeof classOf> }>();
  for (const xml of texts)
    for (const [face, attributes = ''] of xml.matchAll(
      /<style:font-face\s([^>]*?)(?:\/>|>[\s\S]*?<\/style:font-face>)/g,
    )) {
      const name = familyOf(attributes, 'font-family') ?? '';
      if (face.includes('font-face-uri')) found.embedded.add(name);
      const described = classOf({
        family: attribute(attributes, 'font-family-generic'),
        fixed: attribute(attributes, 'font-pitch') === 'fixed',
        panose: attribute(attributes, 'panose-1')
          ?.split(/\s+/)
          .map((each) => Number(each).toString(16).padStart(2, '0'))
          .join(''),
      });
      faces.set(attribute(attributes, 'name') ?? name, { name, described });
    }
  for (const content of usedStyles(texts)) {
    const face = /\sstyle:font-name="([^"]*)"/.exec(content)?.[1];
    const { name, described } = faces.get(face ?? '') ?? {
      name: familyOf(content, 'fo:font-family'),
      described: undefined,
    };
    if (name) found.used.set(name, described);
  }
}

/** The first family of an attribute, whose name can be in quotation marks. */
function familyOf(attributes: string, name: string): string | undefined {
  return attribute(attributes, name)?.replace(/^\s*(?:'([^']*)'|"([^"]*)").*$/s, '$1$2');
}

function usedStyles(texts: readonly string[]): string[] {
  const styles = texts
    .flatMap((xml) => [...xml.matchAll(styleTag)])
    .map(([tag, attributes = '', content = '']) => ({
      name: attribute(attributes, 'style:name') ?? '',
      parent: attribute(attributes, 'parent-style-name'),
      isDefault: tag.startsWith('<style:default-style'),
      content,
    }));
  const named = new Set<string>();
  for (const xml of texts)
    for (const [, name = ''] of xml.matchAll(/\s(?:text|table|draw|presentation):style-name="([^"]*)"/g))
      named.add(name);
  for (let count = -1; count !== named.size; ) {
    count = named.size;
    for (const { name, parent } of styles) if (parent !== undefined && named.has(name)) named.add(parent);
  }
  return styles.filter(({ name, isDefault }) => isDefault || named.has(name)).map(({ content }) => content);
}
