import { PDFArray, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { asDict, dictOf, entryOf, has, itemsOf } from '../pdfa/objects.ts';
import type { Tag } from './structureTree.ts';

/**
 * Repairs a list item (ISO 14289-1, 7.2): outside of a list it becomes a paragraph, as LibreOffice tags each line of an outlined slide as
 * a list item; elements beside its label, such as a list within it from Chromium, get the body that contains them.
 * @returns the body that it makes
 */
export function repairListItem(tag: Tag): Tag | undefined {
  if (tag.type !== 'LI') return undefined;
  if (tag.parent?.type !== 'L' && tag.children.length === 0) {
    tag.dict.set(PDFName.of('S'), PDFName.of('P'));
    tag.type = 'P';
  }
  return withBody(tag);
}

/** Moves all elements of an item but its label into a new body, if some may only be in one. Content without an element stays. */
function withBody(item: Tag): Tag | undefined {
  const { dict: holder, place } = item;
  const { context } = holder;
  const entries = entryOf(holder, 'K');
  const loose = item.children.filter((each) => !isPart(each));
  const parts = item.children.filter(isPart);
  const isDirect = parts.every(({ dict }) => dictOf(dict, 'P') === holder);
  if (loose.length === 0 || !isDirect || !(entries instanceof PDFArray)) return undefined;
  const kept = new Set(parts.map(({ dict }) => dict));
  const all = itemsOf(entries).map((value, index) => ({ element: asDict(value), entry: entries.get(index) }));
  const isKept = ({ element }: (typeof all)[number]) => !element || !has(element, 'S') || kept.has(element);
  const [others, moved] = [all.filter(isKept), all.filter((each) => !isKept(each))];
  const self = moved[0]?.element?.get(parentKey);
  if (!(self instanceof PDFRef)) return undefined;
  const body = context.obj({ Type: 'StructElem', S: 'LBody', P: self, K: moved.map(({ entry }) => entry) });
  const ref = context.register(body);
  holder.set(PDFName.of('K'), context.obj([...others.map(({ entry }) => entry), ref]));
  for (const { element } of moved) element?.set(parentKey, ref);
  const tag: Tag = { dict: body, type: 'LBody', parent: item, children: loose, content: [], place };
  for (const each of loose) each.parent = tag;
  item.children = [...parts, tag];
  return tag;
}

const parentKey = PDFName.of('P');

const isPart = ({ type }: Tag) => type === 'Lbl' || type === 'LBody';
