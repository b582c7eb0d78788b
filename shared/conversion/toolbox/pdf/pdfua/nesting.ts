import { quoted } from '../pdfa/notPossible.ts';
import { notAccessible } from './notAccessible.ts';
import type { Tag } from './structureTree.ts';

/** The elements that may be inside of an element (ISO 14289-1, 7.2). */
const children: Readonly<Record<string, readonly string[]>> = {
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOC', 'TOCI', 'Caption'],
};

/** The elements that an element must be inside of. */
const parents: Readonly<Record<string, readonly string[]>> = {
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  LI: ['L'],
  LBody: ['LI'],
  TOCI: ['TOC'],
};

/** Checks where an element is and which elements are inside of it. @throws DocumentRefused `pdfua_not_possible` */
export function checkNesting(tag: Tag): void {
  const { type, parent, place } = tag;
  if (parent && parents[type]?.includes(parent.type) === false) throw misplaced(tag, parent);
  for (const child of tag.children)
    if (children[type]?.includes(child.type) === false) throw misplaced(child, tag);
  const count = (of: string) => tag.children.filter((child) => child.type === of).length;
  const captions = tag.children.flatMap((child, at) => (child.type === 'Caption' ? [at] : []));
  const last = type === 'Table' ? tag.children.length - 1 : 0;
  if (type in children && (captions.length > 1 || captions.some((at) => at !== 0 && at !== last)))
    throw notAccessible(
      `the caption of the tag ${quoted(type)}${place} is not at its start or end, or it has several`,
    );
  if (type === 'Table' && (count('THead') > 1 || count('TFoot') > 1))
    throw notAccessible(`a table${place} has several heads or feet`);
  if (type === 'Table' && count('THead') + count('TFoot') > 0 && count('TBody') === 0)
    throw notAccessible(`a table${place} has a head or foot, but no body`);
  // 7.4.4
  if (count('H') > 1) throw notAccessible(`several headings${place} are inside of the same element`);
}

function misplaced({ type, place }: Tag, inside: Tag) {
  return notAccessible(
    `the tag ${quoted(type)}${place} is inside of ${quoted(inside.type)}, where it is not allowed`,
  );
}
