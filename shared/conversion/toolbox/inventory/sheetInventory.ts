import { addDrawings, withoutFallbacks } from './drawings.ts';
import { isForeignFormat } from './languages.ts';
import { type Inventory, Place } from './objects.ts';
import { attributeOf, type PackageParts } from './packageParts.ts';
import { foreignTextFormats } from './textFormats.ts';

export const sheetParts =
  /^docProps\/app\.xml$|^xl\/(?:workbook\.xml|styles\.xml|_rels\/workbook\.xml\.rels|(?:worksheets|chartsheets|drawings)\/(?:_rels\/)?[^/]+|diagrams\/data\d*\.xml|comments\d*\.xml)$/;

/** Controls of VML; other client data are comments, pictures and objects ([MS-OI29500] 2.1.1764). */
const controls =
  /<x:ClientData\s+ObjectType="(?:Checkbox|Radio|Drop|List|Button|Spin|Scroll|GBox|Edit|Dialog)"/g;

/** Lists the objects of an XLSX (ECMA-376 part 1, 18). */
export function sheetInventory(parts: PackageParts): Inventory {
  const languages: string[] = [];
  const inventory: Inventory = { objects: [], links: [], languages };
  const foreign = foreignStyles(parts.xml('xl/styles.xml'));
  const relations = parts.relationsOf('xl/workbook.xml');
  const paths = new Set<string>();
  for (const [, tag = ''] of parts.xml('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)) {
    const path = relations.get(attributeOf(tag, 'r:id'))?.target ?? '';
    // In a damaged workbook, many sheets can have the same part.
    if (paths.has(path)) continue;
    paths.add(path);
    const hidden = /^(?:veryH|h)idden$/.test(attributeOf(tag, 'state'));
    addSheet(new Place(inventory, { place: `the sheet “${attributeOf(tag, 'name')}”`, hidden }), path, parts);
    if (foreign.size === 0) continue;
    const cells = parts.xml(path).matchAll(/<(?:\w+:)?c\s[^<>]*\bs="(\d+)"/g);
    const used = new Set(cells.map(([, style]) => Number(style)));
    languages.push(...[...foreign].flatMap(([style, code]) => (used.has(style) ? [code] : [])));
  }
  languages.push(...foreignTextFormats(parts, [...paths]));
  return inventory;
}

/** The formats in other languages by the index of their style (ECMA-376 part 1, 18.8.10 and 18.8.30). */
function foreignStyles(xml: string): Map<number, string> {
  const formats = [...xml.matchAll(/<(?:\w+:)?numFmt\s([^<>]*)>/g)].map(([, tag = '']): [string, string] => [
    attributeOf(tag, 'numFmtId'),
    attributeOf(tag, 'formatCode'),
  ]);
  const foreign = new Map(formats.filter(([, code]) => isForeignFormat(code)));
  if (foreign.size === 0) return new Map();
  const styles = xml.slice(xml.indexOf('cellXfs'), xml.lastIndexOf('cellXfs'));
  return new Map(
    [...styles.matchAll(/<(?:\w+:)?xf\s([^<>]*)>/g)].flatMap(([, tag = ''], index): [number, string][] => {
      const code = foreign.get(attributeOf(tag, 'numFmtId'));
      return code === undefined ? [] : [[index, code]];
    }),
  );
}

function addSheet(place: Place, path: string, parts: PackageParts): void {
  const xml = withoutFallbacks(parts.xml(path));
  place.count('sparkline', xml, /<x14:sparkline(?=[\s>])/g);
  place.count('conditionalFormat', xml, /<(?:\w+:)?cfRule\s[^>]*type="(?:colorScale|dataBar|iconSet)"/g);
  place.count('slicer', xml, /<x14:slicer\s/g);
  const previews = [...parts.relationsOf(path).values()].some(({ type }) =>
    /^(?:vmlDrawing|image)$/.test(type),
  );
  place.count(previews ? 'object' : 'bareObject', xml, /<(?:\w+:)?oleObject\s/g);
  for (const { type, target } of parts.relationsOf(path).values()) {
    if (type === 'drawing') addDrawing(place, target, parts);
    if (type === 'vmlDrawing') place.count('control', parts.xml(target), controls);
    if (type === 'comments') place.count('comment', parts.xml(target), /<(?:\w+:)?comment\s/g);
  }
}

function addDrawing(place: Place, path: string, parts: PackageParts): void {
  const xml = withoutFallbacks(parts.xml(path));
  addDrawings(place, path, xml, parts);
  place.count('textBox', xml, /<xdr:txBody(?=[\s>])/g);
  place.count('formula', xml, /<a14:m(?=[\s>])/g);
}
