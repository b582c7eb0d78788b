import { ole2Streams } from '../../inputs/ole2Streams.ts';
import { childrenOf, currentObjects, type PptRecord, recordsIn } from '../../inputs/pptRecords.ts';
import { addQuickTimePictures, addTiffPictures } from './binaryPictures.ts';
import { type Inventory, type ObjectKind, Place } from './objects.ts';

/** Types of records ([MS-PPT] 2.13.24). */
const types = {
  slides: 0x0ff0,
  slideReference: 0x03f3,
  slideInfo: 0x03f9,
  objectReference: 0x0bc1,
  objectAtom: 0x0fc3,
  mediaAtom: 0x1004,
  comment: 0x2ee0,
} as const;

/** The kinds of external objects by the types of their containers ([MS-PPT] 2.10). */
const kinds: ReadonlyMap<number, ObjectKind> = new Map([
  [0x0fcc, 'object'],
  [0x0fce, 'object'],
  [0x0fee, 'control'],
  [0x1005, 'media'],
  [0x1006, 'media'],
  [0x1007, 'media'],
  [0x100d, 'media'],
  [0x100e, 'media'],
  [0x100f, 'media'],
  [0x1010, 'media'],
]);

/** Lists the objects, sounds, comments and pictures of a PPT. */
export function pptInventory(bytes: Uint8Array): Inventory {
  const inventory: Inventory = { objects: [], links: [] };
  const streams = ole2Streams(bytes);
  const { document, object } = currentObjects(streams);
  const external = externalObjects(document);
  let searched = 0;
  for (const [index, id] of slidesOf(document).entries()) {
    const slide = object(id)?.data ?? Buffer.alloc(0);
    searched += slide.length;
    // In a damaged file, many slides can be the same record.
    if (searched > bytes.length) throw new RangeError('slides');
    const hidden = recordsIn(slide).some(isHidden);
    const place = new Place(inventory, { place: `slide ${index + 1}`, slide: index + 1, hidden });
    for (const { type, data } of recordsIn(slide)) {
      if (type === types.comment) place.add('comment');
      const kind = type === types.objectReference ? external.get(data.readUInt32LE(0)) : undefined;
      if (kind) place.add(kind);
    }
  }
  const pictures = new Place(inventory, { place: '' });
  addTiffPictures(pictures, [document.data]);
  addQuickTimePictures(pictures, streams.get('pictures')?.content() ?? Buffer.alloc(0));
  return inventory;
}

/** The numbers of the slides in their order, without those of masters and notes. */
function slidesOf(document: PptRecord): number[] {
  const lists = childrenOf(document.data).filter(
    ({ type, instance }) => type === types.slides && instance === 0,
  );
  return [...lists].flatMap(({ data }) =>
    [...childrenOf(data)].flatMap((each) =>
      each.type === types.slideReference ? [each.data.readUInt32LE(0)] : [],
    ),
  );
}

/** The kinds of the objects outside slides by number. A container is followed by the record with its number. */
function externalObjects(document: PptRecord): Map<number, ObjectKind> {
  const found = new Map<number, ObjectKind>();
  let kind: ObjectKind | undefined;
  for (const { type, data } of recordsIn(document.data)) {
    kind = kinds.get(type) ?? kind;
    if (!kind) continue;
    if (type === types.objectAtom) found.set(data.readUInt32LE(8), kind);
    if (type === types.mediaAtom) found.set(data.readUInt32LE(0), kind);
    if (type === types.objectAtom || type === types.mediaAtom) kind = undefined;
  }
  return found;
}

/** The flag `fHidden` of a slide ([MS-PPT] 2.5.30). */
const isHidden = ({ type, data }: PptRecord) => type === types.slideInfo && (data.readUInt8(10) & 4) !== 0;
