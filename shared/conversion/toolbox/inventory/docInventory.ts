import { ole2Streams } from '../../inputs/ole2Streams.ts';
import { addTiffPictures } from './binaryPictures.ts';
import { DocText } from './docText.ts';
import { addDocFields } from './fields.ts';
import { type Inventory, Place } from './objects.ts';

/** Lists the comments, fields and pictures of a DOC. @throws RangeError */
export function docInventory(bytes: Uint8Array): Inventory {
  const inventory: Inventory = { objects: [], links: [] };
  const place = new Place(inventory, { place: '' });
  const streams = ole2Streams(bytes);
  const document = new DocText(streams);
  place.add('comment', document.comments);
  addDocFields(place, document.text);
  addTiffPictures(place, [document.table, streams.get('data')?.content() ?? Buffer.alloc(0)]);
  return inventory;
}
