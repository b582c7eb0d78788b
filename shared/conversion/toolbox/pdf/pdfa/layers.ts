import { PDFArray, type PDFDict, type PDFDocument, PDFHexString, PDFName, PDFRef } from '@cantoo/pdf-lib';
import type { Part } from './check.ts';
import { notPossible } from './notPossible.ts';
import { asDict, dictOf, entryOf, has, itemsOf, textOf } from './objects.ts';

/**
 * Checks optional content and mends it (ISO 19005-1, 6.1.13; 19005-2, 6.9).
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkLayers({ catalog }: PDFDocument, part: Part): void {
  const properties = dictOf(catalog, 'OCProperties');
  if (!properties) return;
  if (part === 1) throw notPossible('it has layers, which PDF/A-1 does not know');
  const usual = dictOf(properties, 'D');
  const others = itemsOf(entryOf(properties, 'Configs')).map(asDict);
  const names = new Set<string>();
  for (const configuration of [usual, ...others]) {
    if (!configuration) throw notPossible('its layers are damaged');
    if (has(configuration, 'AS')) throw notPossible('its layers are shown and hidden by themselves');
    let name = textOf(configuration, 'Name') || 'Layers';
    for (let number = 2; names.has(name); number++) name = `Layers ${number}`;
    names.add(name);
    configuration.set(PDFName.of('Name'), PDFHexString.fromText(name));
    listAll(configuration, properties);
  }
}

/** Where a configuration lists layers it lists them all: those that are missing follow. */
function listAll(configuration: PDFDict, properties: PDFDict): void {
  const order = entryOf(configuration, 'Order');
  const all = entryOf(properties, 'OCGs');
  if (!(order instanceof PDFArray) || !(all instanceof PDFArray)) return;
  const listed = new Set<string>();
  const look = (list: PDFArray, depth: number) => {
    for (const [index, each] of list.asArray().entries()) {
      if (each instanceof PDFRef) listed.add(each.toString());
      const below = list.lookup(index);
      if (below instanceof PDFArray && depth < 32) look(below, depth + 1);
    }
  };
  look(order, 0);
  for (const each of all.asArray())
    if (each instanceof PDFRef && !listed.has(each.toString())) order.push(each);
}
