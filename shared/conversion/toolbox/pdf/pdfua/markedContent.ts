import { PDFArray, PDFDict, type PDFDocument, PDFHexString, type PDFObject } from '@cantoo/pdf-lib';
import type { Operand } from '../pdfa/contentStream.ts';
import { asDict, dictOf, entryOf, inheritedBy, itemsOf, numberOf, textOf } from '../pdfa/objects.ts';
import { bytesIn, nameIn } from '../pdfa/operands.ts';
import { checkLanguage } from './language.ts';
import { notAccessible } from './notAccessible.ts';
import type { StructureTree, Tag } from './structureTree.ts';

/**
 * What content belongs to: a tag, an artifact, or neither. `free` content needs neither: the appearance of an annotation, whose tag is
 * that of the annotation, glyphs and patterns.
 */
export type Mark = 'tag' | 'artifact' | 'free' | undefined;

/** A page or form, and where it is. */
export interface Place {
  owner: PDFDict;
  resources: PDFDict | undefined;
  /** For an error sentence, such as ` on page 3`. */
  place: string;
}

/** The pages of a document. */
export function placesOf(document: PDFDocument): Place[] {
  return document.getPages().map(({ node }, index) => {
    const resources = node.context.lookup(inheritedBy(node, 'Resources'));
    return { owner: node, resources: asDict(resources), place: ` on page ${index + 1}` };
  });
}

/** Limit of the annotations of all pages, because pages can share a list of them. */
const maximumAnnotations = 1_000_000;

/** The annotations of each page, undefined for what is none. @throws DocumentRefused `pdfua_not_possible` if they are too many */
export function annotationsOf(document: PDFDocument): (PDFDict | undefined)[][] {
  let left = maximumAnnotations;
  return document.getPages().map(({ node }) => {
    const annotations = itemsOf(entryOf(node, 'Annots')).map(asDict);
    left -= annotations.length;
    if (left < 0) throw notAccessible(`its pages have more than ${maximumAnnotations} annotations`);
    return annotations;
  });
}

/**
 * The mark of a marked-content sequence (ISO 14289-1, 7.1).
 * @param operands of `BMC` or `BDC`
 * @param outer the mark around it
 * @throws DocumentRefused `pdfua_not_possible` if it is tagged and an artifact
 */
export function markOf(operands: readonly Operand[], outer: Mark, at: Place, tree: StructureTree): Mark {
  const [name, given] = operands;
  const properties = nameIn(given) === undefined ? given : resourceOf('Properties', given, at);
  checkLanguage(languageIn(properties), at.place);
  if (outer === 'free') return outer;
  const isTagged = tagOf(numberIn(properties), at, tree) !== undefined;
  const isArtifact = nameIn(name) === 'Artifact';
  if ((isArtifact && (isTagged || outer === 'tag')) || (isTagged && outer === 'artifact'))
    throw notAccessible(`content${at.place} is both tagged and an artifact`);
  return isArtifact ? 'artifact' : isTagged ? 'tag' : outer;
}

/** The mark within a form, which can have a tag as a whole (ISO 32000-1, 14.7.4.3). */
export function markOfForm(form: PDFDict, outer: Mark, place: string, tree: StructureTree): Mark {
  const key = numberOf(form, 'StructParent');
  if (key === undefined || outer === 'free') return outer;
  const tag = tree.ofObject.get(form);
  if (outer === 'artifact' || !tag || parentOf(form, key, tree) !== tag.dict)
    throw notAccessible(`a drawing${place} has a tag, but the structure tree does not contain it there`);
  return 'tag';
}

/** A resource of a content stream, by its type and name. */
export function resourceOf(
  kind: string,
  name: Operand | undefined,
  { resources }: Place,
): PDFObject | undefined {
  const all = resources && dictOf(resources, kind);
  return all && entryOf(all, nameIn(name) ?? '');
}

/** The element of marked content by its number. A screen reader can find it by either tree. */
function tagOf(number: number | undefined, { owner, place }: Place, tree: StructureTree): Tag | undefined {
  if (number === undefined) return undefined;
  const tag = tree.ofContent.get(owner)?.get(number);
  const list = parentOf(owner, numberOf(owner, 'StructParents'), tree);
  const isListed =
    list instanceof PDFArray && Number.isInteger(number) && number >= 0 && number < list.size();
  if ((isListed ? asDict(list.lookup(number)) : undefined) !== tag?.dict)
    throw notAccessible(
      `the structure tree and the parent tree do not agree about the tag of content${place}`,
    );
  return tag;
}

/** The entry of the parent tree. */
export function parentOf(
  holder: PDFDict,
  key: number | undefined,
  { parents }: StructureTree,
): PDFObject | undefined {
  const value = key === undefined ? undefined : parents.get(key);
  return value && holder.context.lookup(value);
}

/** The number of marked content. */
function numberIn(properties: Operand | PDFObject | undefined): number | undefined {
  if (properties instanceof PDFDict) return numberOf(properties, 'MCID');
  const value = entriesIn(properties)?.get('MCID');
  return typeof value === 'number' ? value : undefined;
}

function languageIn(properties: Operand | PDFObject | undefined): string | undefined {
  if (properties instanceof PDFDict) return textOf(properties, 'Lang');
  const [bytes] = bytesIn(entriesIn(properties)?.get('Lang'));
  return bytes && PDFHexString.of(Buffer.from(bytes).toString('hex')).decodeText();
}

function entriesIn(operand: Operand | PDFObject | undefined): Map<string, Operand> | undefined {
  const isOperand = typeof operand === 'object' && operand && 'entries' in operand;
  return isOperand && operand.entries instanceof Map ? operand.entries : undefined;
}
