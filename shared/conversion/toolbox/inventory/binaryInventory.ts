import { ole2Streams } from '../../inputs/ole2Streams.ts';
import { workbookOf, xlsRecords } from '../../inputs/xlsRecords.ts';
import { addRtfFields } from './fields.ts';
import { foreignRtfDates, isForeignFormat } from './languages.ts';
import { type Inventory, Place } from './objects.ts';

/** Record types ([MS-XLS] 2.3). */
const record = { object: 0x005d, note: 0x001c, bof: 0x0809, format: 0x041e, style: 0x00e0 } as const;
/** Types of objects that are controls ([MS-XLS] 2.5.143). A drop-down list may belong to a filter. */
const controlTypes = [0x07, 0x0b, 0x0c, 0x0d, 0x10, 0x11, 0x12, 0x13];
/** The type of a substream that is a chart ([MS-XLS] 2.4.21). */
const chartSubstream = 0x0020;

/** Lists the charts, controls, comments and foreign formats of an XLS. */
export function xlsInventory(bytes: Uint8Array): Inventory {
  const formats = new Map<number, string>();
  const used = new Set<number>();
  const inventory: Inventory = { objects: [], links: [] };
  const place = new Place(inventory, { place: '' });
  const workbook = workbookOf(ole2Streams(bytes));
  // Each sheet is a substream after the one of the workbook. Some programs fill the rest of the stream with zeros.
  for (let at = 0; at + 4 <= workbook.length && workbook.readUInt16LE(at) === record.bof; ) {
    let end = at;
    for (const { type, data, at: found } of xlsRecords(workbook, at)) {
      end = found + 4 + data.length;
      if (type === record.note) place.add('comment');
      if (type === record.format) formats.set(data.readUInt16LE(0), textOf(data.subarray(2)));
      if (type === record.style) used.add(data.readUInt16LE(2));
      if (type === record.bof && data.readUInt16LE(2) === chartSubstream) place.add('chart');
      if (type === record.object && data.length >= 6 && controlTypes.includes(data.readUInt16LE(4)))
        place.add('control');
    }
    at = end;
  }
  inventory.languages = [...formats].flatMap(([id, code]) =>
    used.has(id) && isForeignFormat(code) ? [code] : [],
  );
  return inventory;
}

/** A text of Excel 97 and later ([MS-XLS] 2.5.294). */
function textOf(data: Buffer): string {
  if (data.length < 3) return '';
  const [length, isWide] = [data.readUInt16LE(0), (data.readUInt8(2) & 1) === 1];
  return isWide ? data.toString('utf16le', 3, 3 + length * 2) : data.toString('latin1', 3, 3 + length);
}

/** Lists the embedded objects, linked pictures and foreign dates of an RTF (version 1.9.1, “Objects” and “Fields”). */
export function rtfInventory(bytes: Uint8Array): Inventory {
  const inventory: Inventory = { objects: [], links: [] };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const place = new Place(inventory, { place: '' });
  for (const { index } of text.matchAll(/\{\\object\b/g)) {
    const next = text.indexOf('{\\object', index + 1);
    place.add(/\{\\result\b/.test(text.slice(index, next < 0 ? undefined : next)) ? 'object' : 'bareObject');
  }
  addRtfFields(place, text);
  inventory.languages = foreignRtfDates(text);
  return inventory;
}
