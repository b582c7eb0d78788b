import { PDFArray, PDFDict } from '@cantoo/pdf-lib';
import { asName, dictOf, entryOf, nameOf, textOf } from '../pdfa/objects.ts';
import { attributeOf } from './attributes.ts';
import { checkLanguage } from './language.ts';
import { repairListItem } from './lists.ts';
import { checkNesting } from './nesting.ts';
import { notAccessible } from './notAccessible.ts';
import type { StructureTree, Tag } from './structureTree.ts';
import { checkTables } from './tables.ts';

const needDescription: Readonly<Record<string, string>> = {
  Figure: 'a picture, drawing or chart',
  Formula: 'a formula',
};

/**
 * Checks the rules of ISO 14289-1 on the structure tree, and repairs list items and header cells.
 * @throws DocumentRefused `pdfua_not_possible`
 */
export function checkStructure({ root, tags }: StructureTree): void {
  const classes = dictOf(root.dict, 'ClassMap');
  const bodies = tags.flatMap((tag) => repairListItem(tag) ?? []);
  for (const tag of [root, ...bodies]) checkNesting(tag);
  for (const tag of tags) {
    checkNesting(tag);
    const what = needDescription[tag.type];
    // 7.3 and 7.7
    if (what && !isDescribed(tag.dict)) throw notAccessible(`${what}${tag.place} has no alternative text`);
    if (tag.type === 'Form') checkForm(tag, classes);
    checkLanguage(textOf(tag.dict, 'Lang'), tag.place);
  }
  checkTables(tags, classes);
  checkHeadings(tags);
  checkNotes(tags);
}

/** Whether an element has a text that replaces its content for a screen reader. */
function isDescribed(element: PDFDict): boolean {
  return ['Alt', 'ActualText'].some((key) => (textOf(element, key) ?? '').trim() !== '');
}

/** 7.4 */
function checkHeadings(tags: readonly Tag[]): void {
  let level = 0;
  for (const { type, place } of tags) {
    const heading = Number(/^H([1-6])$/.exec(type)?.[1] ?? 0);
    if (heading > level + 1)
      throw notAccessible(
        `a heading of level ${heading}${place} ${level === 0 ? 'is the first heading' : `follows a heading of level ${level}`}; headings must begin with level 1 and must not skip a level`,
      );
    if (heading > 0) level = heading;
  }
  if (level > 0 && tags.some(({ type }) => type === 'H'))
    throw notAccessible('it has headings with and without a level');
}

/** 7.9 */
function checkNotes(tags: readonly Tag[]): void {
  const ids = new Set<string>();
  for (const { dict, place } of tags.filter(({ type }) => type === 'Note')) {
    const id = textOf(dict, 'ID') ?? '';
    if (id === '' || ids.has(id)) throw notAccessible(`a note${place} has no identifier of its own`);
    ids.add(id);
  }
}

/** 7.18.4: a form element is the one of a field, or says that it shows a field that cannot be filled. */
function checkForm(tag: Tag, classes: PDFDict | undefined): void {
  if (asName(attributeOf(tag.dict, classes, 'PrintField', 'Role'))) return;
  const kids = entryOf(tag.dict, 'K');
  const [field] = tag.content;
  const isWidget = field instanceof PDFDict && nameOf(field, 'Subtype') === 'Widget';
  if (!isWidget || (kids instanceof PDFArray && kids.size() > 1))
    throw notAccessible(`a tag of a form field${tag.place} contains something else than one field`);
}
