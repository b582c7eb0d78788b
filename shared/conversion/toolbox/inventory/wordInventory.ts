import { addDrawings, withoutFallbacks } from './drawings.ts';
import { addWordFields } from './fields.ts';
import { type Inventory, Place } from './objects.ts';
import { attributeOf, type PackageParts, withoutEntities } from './packageParts.ts';

/** Where the parts of a text are. */
const places: readonly [RegExp, string][] = [
  [/^word\/document\.xml$/, ''],
  [/^word\/header\d*\.xml$/, 'a header'],
  [/^word\/footer\d*\.xml$/, 'a footer'],
  [/^word\/(?:foot|end)notes\.xml$/, 'a note'],
];

export const wordParts =
  /^word\/(?:(?:document|styles|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|_rels\/[^/]+\.rels|diagrams\/data\d*\.xml)$/;

/** Lists the objects of a DOCX (ECMA-376 part 1, 17). */
export function wordInventory(parts: PackageParts): Inventory {
  const inventory: Inventory = { objects: [], links: [] };
  for (const [pattern, where] of places)
    for (const path of parts.matching(pattern)) {
      const place = new Place(inventory, { place: where });
      const xml = withoutFallbacks(parts.xml(path));
      addDrawings(place, path, xml, parts);
      addObjects(place, path, xml, parts);
      addWordFields(place, xml, withoutEntities);
      place.count('formula', xml, /<m:oMath(?=[\s>])/g);
      place.count('dropDown', xml, /<w:ddList(?=[\s>])/g);
      place.count('textBox', xml, /<w:txbxContent(?=[\s>])/g);
    }
  const ownLanguage = /<w:lang\s[^>]*w:val="([^"]+)"/.exec(parts.xml('word/styles.xml'))?.[1];
  inventory.languages = parts
    .matching(/^word\/(?:document|header\d*|footer\d*)\.xml$/)
    .flatMap((path) => dateLanguages(parts.xml(path), ownLanguage));
  new Place(inventory, { place: '' }).count('comment', parts.xml('word/comments.xml'), /<w:comment\s/g);
  return inventory;
}

const namedDate = /<w:instrText[^<>]*>\s*(?:DATE|TIME)\s[^<]{0,100}\\@[^<]{0,100}(?:MMM|ddd)/g;
/** Characters before an instruction, in which its run has its language. */
const runLength = 600;

/** The languages of fields with the current date, whose names of months and days are shown in English. */
function dateLanguages(xml: string, ownLanguage = 'en'): string[] {
  const languages = xml.matchAll(namedDate).map(({ index }) => {
    const run =
      xml
        .slice(Math.max(0, index - runLength), index)
        .split(/<w:r(?=[\s>])/)
        .at(-1) ?? '';
    return /<w:lang\s[^>]*w:val="([^"]+)"/.exec(run)?.[1] ?? ownLanguage;
  });
  return [...languages].filter((language) => !language.startsWith('en'));
}

/** OLE objects and ActiveX controls, each with a picture that shows it or without. */
function addObjects(place: Place, path: string, xml: string, parts: PackageParts): void {
  for (const [element] of xml.matchAll(/<w:object(?=[\s>]).*?<\/w:object>/gs)) {
    const hasPicture = /<v:imagedata\s/.test(element);
    const object = /<o:OLEObject\s[^>]*>/.exec(element)?.[0];
    if (object) {
      const linked = parts.relationsOf(path).get(attributeOf(object, 'r:id'));
      if (linked?.isExternal) place.link(linked.target);
      place.add(hasPicture ? 'object' : 'bareObject');
    } else if (/<w:control\s/.test(element)) place.add(hasPicture ? 'drawnControl' : 'control');
  }
}
