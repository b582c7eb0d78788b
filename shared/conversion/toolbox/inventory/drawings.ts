import type { Place } from './objects.ts';
import { attributeOf, type PackageParts } from './packageParts.ts';

/** Extensions of pictures that some conversions lose. */
const pictureKinds: readonly [RegExp, 'tiff' | 'svg' | 'webp'][] = [
  [/\.(tiff?|pict|pct)$/i, 'tiff'],
  [/\.svg$/i, 'svg'],
  [/\.webp$/i, 'webp'],
];

/**
 * Adds the charts, diagrams and pictures of a part in DrawingML (ECMA-376 part 1, 20) or VML.
 * @param xml without fallbacks
 * @param bareDiagram the kind of SmartArt without a drawing
 */
export function addDrawings(
  place: Place,
  path: string,
  xml: string,
  parts: PackageParts,
  bareDiagram: 'bareDiagram' | 'plainDiagram' = 'bareDiagram',
): void {
  place.count('chart', xml, /\suri\s*=\s*["'][^"']*\/drawingml\/2006\/chart["']/g);
  place.count('modernChart', xml, /\suri\s*=\s*["'][^"']*\/drawing\/2014\/chartex["']/g);
  const relations = parts.relationsOf(path);
  for (const [, tag = ''] of xml.matchAll(/<dgm:relIds\s([^>]*)>/g)) {
    const data = parts.xml(relations.get(attributeOf(tag, 'r:dm'))?.target ?? '');
    const drawing = relations.get(attributeOf(/<dsp:dataModelExt\s[^>]*>/.exec(data)?.[0] ?? '', 'relId'));
    place.add(drawing && parts.names.includes(drawing.target) ? 'diagram' : bareDiagram);
  }
  for (const [, tag = ''] of xml.matchAll(/<(?:a:blip|v:imagedata|v:fill)\s([^>]*)>/g)) {
    const id = ['r:embed', 'r:id', 'o:relid'].map((name) => attributeOf(tag, name)).find(Boolean);
    const link = ['r:link', 'r:href'].map((name) => attributeOf(tag, name)).find(Boolean);
    const picture = relations.get(id ?? link ?? '');
    if (picture?.isExternal) place.link(picture.target);
    else
      for (const [extension, kind] of pictureKinds)
        if (picture && extension.test(picture.target)) place.add(kind);
  }
}

/** XML without the alternatives that LibreOffice does not read (ECMA-376 part 3, 10.2.3). */
export const withoutFallbacks = (xml: string): string =>
  xml.includes(':Fallback') ? xml.replace(/<mc:Fallback\b.*?<\/mc:Fallback>/gs, '') : xml;
