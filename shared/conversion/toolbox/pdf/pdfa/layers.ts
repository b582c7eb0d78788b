import { PDFArray, type PDFDict, type PDFDocument, PDFHexString, PDFName, PDFRef } from '@cantoo/pdf-lib';
import type { Part } from './check.ts';
import { notPossible } from './notPossible.ts';
import { asDict, dictOf, entryOf, has, itemsOf, textOf } from './objects.ts';

/**
 * Checks and repairs optional content (ISO 19005-1, 6.1.13; 19005-2, 6.9).
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkLayers({ catalog }: PDFDocument, part: Part): void {
  const properties = dictOf(catalog, 'OCProperties');
  if (!properties) return;
  if (part === 1) throw notPossible('it has layers, which PDF/A-1 does not allow');
  const defaultConfiguration = dictOf(properties, 'D');
  const others = itemsOf(entryOf(properties, 'Configs')).map(asDict);
  const names = new Set<string>();
  for (const configuration of [defaultConfiguration, ...others]) {
    if (!configuration) throw notPossible('its layers are damaged');
    if (has(configuration, 'AS')) throw notPossible('its layers are shown and hidden automatically');
    let name = textOf(configuration, 'Name') || 'Layers';
    for (let number = 2; names.has(name); number++) name = `Layers ${number}`;
    names.add(name);
    configuration.set(PDFName.of('Name'), PDFHexString.fromText(name));
    completeOrder(configuration, properties);
  }
}

/** A configuration that orders layers must list all of them. Missing ones are appended. */
function completeOrder(configuration: PDFDict, properties: PDFDict): void {
  const order = entryOf(configuration, 'Order');
  const all = entryOf(properties, 'OCGs');
  if (!(order instanceof PDFArray) || !(all instanceof PDFArray)) return;
  const listed = new Set<string>();
  const collect = (list: PDFArray, depth: number) => {
    for (const [index, each] of list.asArray().entries()) {
      if (each instanceof PDFRef) listed.add(each.toString());
      const below = list.lookup(index);
      if (below instanceof PDFArray && depth < 32) collect(below, depth + 1);
    }
  };
  collect(order, 0);
  for (const each of all.asArray())
    if (each instanceof PDFRef && !listed.has(each.toString())) order.push(each);
}
