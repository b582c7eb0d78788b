import { isForeignFormat } from './languages.ts';
import { type Inventory, Place } from './objects.ts';
import { withoutEntities } from './packageParts.ts';

/** Lists what an XML spreadsheet of Excel 2002 and 2003 holds and its XLSX does not, and its comments. */
export function spreadsheetXmlInventory(xml: string): Inventory {
  const inventory: Inventory = { objects: [], links: [] };
  const place = new Place(inventory, { place: '' });
  place.count('comment', xml, /<(?:\w+:)?Comment(?=[\s>])/g);
  place.count('xmlCondition', xml, /<(?:\w+:)?ConditionalFormatting(?=[\s>])/g);
  place.count('xmlValidation', xml, /<(?:\w+:)?DataValidation(?=[\s>])/g);
  place.count('xmlPivot', xml, /<(?:\w+:)?PivotTable(?=[\s>])/g);
  const formats = xml.matchAll(/\bFormat="([^"<]*)"/g).map(([, code = '']) => withoutEntities(code));
  inventory.languages = [...formats.filter(isForeignFormat)];
  return inventory;
}
