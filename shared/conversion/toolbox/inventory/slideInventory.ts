import { addDrawings, withoutFallbacks } from './drawings.ts';
import { slideDateLanguages } from './languages.ts';
import { type Inventory, Place } from './objects.ts';
import { attributeOf, type PackageParts } from './packageParts.ts';

export const slideParts =
  /^ppt\/(?:presentation\.xml|_rels\/presentation\.xml\.rels|slides\/(?:_rels\/)?[^/]+|diagrams\/data\d*\.xml|comments\/[^/]+\.xml)$/;

/** Lists the objects of a PPTX (ECMA-376 part 1, 19). */
export function slideInventory(parts: PackageParts): Inventory {
  const languages: string[] = [];
  const inventory: Inventory = { objects: [], links: [], languages };
  const relations = parts.relationsOf('ppt/presentation.xml');
  const slides = [...parts.xml('ppt/presentation.xml').matchAll(/<p:sldId\s([^>]*)>/g)];
  for (const [index, [, tag = '']] of slides.entries()) {
    const path = relations.get(attributeOf(tag, 'r:id'))?.target ?? '';
    const xml = withoutFallbacks(parts.xml(path));
    const hidden = /<p:sld\s[^>]*\sshow\s*=\s*["'](?:0|false)/.test(xml);
    if (!hidden) languages.push(...slideDateLanguages(xml));
    const place = new Place(inventory, { place: `slide ${index + 1}`, slide: index + 1, hidden });
    addDrawings(place, path, xml, parts, 'plainDiagram');
    place.count('formula', xml, /<a14:m(?=[\s>])/g);
    place.count('media', xml, /<a:(?:videoFile|audioFile|quickTimeFile|wavAudioFile|audioCd)\s/g);
    place.count('drawnControl', xml, /<p:control\s/g);
    const own = parts.relationsOf(path);
    // Before 2010, the pictures of objects were in VML.
    const hasVml = [...own.values()].some(({ type }) => type === 'vmlDrawing');
    for (const [element] of xml.matchAll(/<p:oleObj\s(?:[^>]*\/>|.*?<\/p:oleObj>)/gs)) {
      const linked = own.get(attributeOf(element, 'r:id'));
      if (linked?.isExternal) place.link(linked.target);
      place.add(hasVml || /<p:pic(?=[\s>])/.test(element) ? 'object' : 'bareObject');
    }
    for (const { type, target } of own.values())
      if (type === 'comments') place.count('comment', parts.xml(target), /<\w+:cm\s/g);
  }
  return inventory;
}
