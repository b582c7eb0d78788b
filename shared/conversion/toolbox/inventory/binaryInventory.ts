import { ole2Streams } from '../../inputs/ole2Streams.ts';
import { workbookOf, xlsRecords } from '../../inputs/xlsRecords.ts';
import { addRtfFields } from './fields.ts';
import { type Inventory, Place } from './objects.ts';

/** Record types ([MS-XLS] 2.3). */
const record = { object: 0x005d, note: 0x001c, bof: 0x0809 } as const;
/** Types of objects that are controls ([MS-XLS] 2.5.143). A drop-down list may belong to a filter. */
const controlTypes = [0x07, 0x0b, 0x0c, 0x0d, 0x10, 0x11, 0x12, 0x13];
/** The type of a substream that is a chart ([MS-XLS] 2.4.21). */
const chartSubstream = 0x0020;

/** Lists the charts, controls and comments of an XLS. */
export function xlsInventory(bytes: Uint8Array): Inventory {
  const inventory: Inventory = { objects: [], links: [] };
  const place = new Place(inventory, { place: '' });
  const workbook = workbookOf(ole2Streams(bytes));
  // Each sheet is a substream after the one of the workbook.
  for (let at = 0; at < workbook.length; ) {
    let end = at;
    for (const { type, data, at: found } of xlsRecords(workbook, at)) {
      end = found + 4 + data.length;
      if (type === record.note) place.add('comment');
      if (type === record.bof && data.readUInt16LE(2) === chartSubstream) place.add('chart');
      if (type === record.object && data.length >= 6 && controlTypes.includes(data.readUInt16LE(4)))
        place.add('control');
    }
    if (end === at) break;
    at = end;
  }
  return inventory;
}

/** Lists the embedded objects and linked pictures of an RTF (version 1.9.1, “Objects” and “Fields”). */
export function rtfInventory(bytes: Uint8Array): Inventory {
  const inventory: Inventory = { objects: [], links: [] };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const place = new Place(inventory, { place: '' });
  for (const { index } of text.matchAll(/\{\\object\b/g)) {
    const next = text.indexOf('{\\object', index + 1);
    place.add(/\{\\result\b/.test(text.slice(index, next < 0 ? undefined : next)) ? 'object' : 'bareObject');
  }
  addRtfFields(place, text);
  return inventory;
}
