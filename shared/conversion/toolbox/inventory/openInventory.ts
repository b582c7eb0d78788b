import { foreignLanguages } from './languages.ts';
import { type FoundObject, type Inventory, Place } from './objects.ts';
import { attributeOf } from './packageParts.ts';

export const openParts = /^(?:content\.xml|styles\.xml|META-INF\/manifest\.xml)$/;

/** The start of a sheet or slide, or an object. A frame ends an object and what replaces it. */
const element =
  /<(?:table:table|draw:page|draw:object|draw:object-ole|draw:image|draw:control|draw:plugin|draw:text-box|draw:floating-frame|office:annotation|math:math|text:section-source|calcext:color-scale|calcext:data-bar|calcext:icon-set)(?=[\s/>])[^>]*>/g;

/**
 * Lists the objects of an OpenDocument file, packaged or flat (ODF 1.3 part 3).
 * @param xml `content.xml`, or the flat file
 * @param manifest `META-INF/manifest.xml`, which gives the types of embedded objects
 */
export function openInventory(xml: string, manifest: string): Inventory {
  const inventory: Inventory = { objects: [], links: [], languages: foreignLanguages(xml) };
  const types = new Map(
    [...manifest.matchAll(/<manifest:file-entry\s([^>]*)>/g)].map(([, tag = '']) => [
      attributeOf(tag, 'manifest:full-path').replace(/\/$/, ''),
      attributeOf(tag, 'manifest:media-type'),
    ]),
  );
  const isWorkbook = xml.includes('<office:spreadsheet');
  let place = new Place(inventory, { place: '' });
  let slides = 0;
  for (const { 0: tag, index } of xml.matchAll(element)) {
    const name = /^<([\w:-]+)/.exec(tag)?.[1] ?? '';
    const moved = placeOf(name, tag, slides, isWorkbook);
    if (moved?.slide) slides = moved.slide;
    if (moved) place = new Place(inventory, moved);
    else addElement(place, name, tag, xml, index, types);
  }
  return inventory;
}

/** The place that starts with an element: a sheet or a slide. */
function placeOf(
  name: string,
  tag: string,
  slides: number,
  isWorkbook: boolean,
): Omit<FoundObject, 'kind'> | undefined {
  if (name === 'draw:page') return { place: `slide ${slides + 1}`, slide: slides + 1 };
  if (name === 'table:table' && isWorkbook) return { place: `the sheet “${attributeOf(tag, 'table:name')}”` };
  return undefined;
}

function addElement(
  place: Place,
  name: string,
  tag: string,
  xml: string,
  index: number,
  types: ReadonlyMap<string, string>,
): void {
  const href = attributeOf(tag, 'xlink:href');
  const isExternal = /^(?:[a-z][a-z\d+.-]*:|\/|\.\.\/)/i.test(href) && !href.startsWith('data:');
  const rest = () => xml.slice(index, xml.indexOf('</draw:frame>', index));
  if (name === 'draw:control') place.add('control');
  else if (name.startsWith('calcext:')) place.add('conditionalFormat');
  else if (name === 'draw:plugin') place.add('media');
  else if (name === 'draw:text-box') place.add('textBox');
  else if (name === 'office:annotation') place.add('comment');
  else if (isExternal) place.link(href);
  else if (name === 'draw:image') addPicture(place, href);
  else if (name === 'draw:object')
    addObject(place, types.get(href.replace(/^\.\//, '')) ?? rest().slice(0, 600));
  else if (name === 'draw:object-ole') place.add(rest().includes('<draw:image') ? 'object' : 'bareObject');
}

function addObject(place: Place, type: string): void {
  if (/oasis\.opendocument\.chart|office:mimetype="[^"]*chart/.test(type)) place.add('chart');
  else if (/oasis\.opendocument\.formula|<math/.test(type)) place.add('formula');
  else place.add('object');
}

function addPicture(place: Place, href: string): void {
  if (/\.tiff?$/i.test(href)) place.add('tiff');
  else if (/\.svg$/i.test(href)) place.add('svg');
  else if (/\.webp$/i.test(href)) place.add('webp');
}
