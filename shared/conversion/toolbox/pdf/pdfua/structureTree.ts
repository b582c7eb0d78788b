import {
  PDFArray,
  type PDFDict,
  type PDFDocument,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { quoted } from '../pdfa/notPossible.ts';
import { asDict, dictOf, entryOf, itemsOf, nameOf, numberOf } from '../pdfa/objects.ts';
import { numberTree } from '../tags/trees.ts';
import { notAccessible } from './notAccessible.ts';
import { groupingTypes, removeSelfMappings, type Standard, standardType } from './roles.ts';

/** An element of the logical structure (ISO 32000-1, 14.7.2). */
export interface Tag {
  dict: PDFDict;
  /** Its standard type, such as `H1`; `StructTreeRoot` for the root. */
  type: string;
  /** The element that contains it. Elements that only group are skipped; undefined for the root. */
  parent: Tag | undefined;
  /** The elements within it. Those that only group are replaced by their own. */
  children: Tag[];
  /** Its content: numbers of marked content, and objects such as annotations. */
  content: (number | PDFDict)[];
  /** The page of an error sentence, such as ` on page 3`; empty if it is unknown. */
  place: string;
}

/** The logical structure of a document. */
export interface StructureTree {
  root: Tag;
  /** All elements in reading order. */
  tags: Tag[];
  /** The elements of marked content, by the page or form that contains it and by its number. */
  ofContent: Map<PDFDict, Map<number, Tag>>;
  /** The elements of annotations and forms. */
  ofObject: Map<PDFDict, Tag>;
  /** The parent tree, by the key that a page, form or annotation has. */
  parents: ReadonlyMap<number, PDFObject>;
}

/** Levels of nesting, far above usual documents. */
const deepest = 500;
/** Entries of a list that several elements can share, as in a PDF whose equal objects were merged. */
const sharedEntries = 100;

/** An entry of an element that is to be read. */
interface Entry {
  dict: PDFDict;
  /** The element whose entry it is. */
  holder: PDFDict;
  /** The element that it belongs to by the rules on nesting. */
  parent: Tag;
  depth: number;
}

/**
 * Reads the structure tree, and rewrites its parent tree as one list, because the limits of its nodes can be wrong.
 * @throws DocumentRefused `pdfua_not_possible` if it is damaged or has types without a standard type
 */
export function readStructure(document: PDFDocument, root: PDFDict): StructureTree {
  root.set(PDFName.of('Type'), PDFName.of('StructTreeRoot'));
  const { tree } = new Reader(document, root);
  const parents = [...tree.parents].sort(([one], [other]) => one - other);
  root.set(PDFName.of('ParentTree'), document.context.obj({ Nums: parents.flat() }));
  return tree;
}

class Reader {
  readonly tree: StructureTree;
  private readonly roles: PDFDict | undefined;
  private readonly types = new Map<PDFName, Standard>();
  private readonly pages: Map<PDFDict, string>;
  private readonly seen: Set<PDFObject>;
  /** The last is the next. */
  private readonly pending: Entry[] = [];

  constructor(document: PDFDocument, dict: PDFDict) {
    const root: Tag = {
      dict,
      type: 'StructTreeRoot',
      parent: undefined,
      children: [],
      content: [],
      place: '',
    };
    const parents = numberTree(dict, 'ParentTree');
    this.tree = { root, tags: [], ofContent: new Map(), ofObject: new Map(), parents };
    this.pages = new Map(document.getPages().map(({ node }, index) => [node, ` on page ${index + 1}`]));
    this.seen = new Set<PDFObject>([dict]);
    this.roles = dictOf(dict, 'RoleMap');
    if (this.roles) removeSelfMappings(this.roles);
    this.addEntries(root, root, 0);
    for (let next = this.pending.pop(); next; next = this.pending.pop()) this.addElement(next);
  }

  private addElement({ dict, holder, parent, depth }: Entry): void {
    const page = dictOf(dict, 'Pg');
    const place = (page && this.pages.get(page)) ?? '';
    const name = entryOf(dict, 'S');
    const isElement = (nameOf(dict, 'Type') ?? 'StructElem') === 'StructElem';
    if (this.seen.has(dict) || !(name instanceof PDFName) || !isElement || dictOf(dict, 'P') !== holder)
      throw notATree(place);
    if (depth > deepest) throw notAccessible(`its tags are nested more than ${deepest} levels deep`);
    this.seen.add(dict);
    const standard = standardType(name, this.roles, this.types);
    if ('fault' in standard)
      throw notAccessible(`the tag ${quoted(name.decodeText())}${place} ${faults[standard.fault]}`);
    const { type } = standard;
    const tag: Tag = { dict, type, parent, children: [], content: [], place };
    this.tree.tags.push(tag);
    const isGrouping = groupingTypes.has(type);
    if (!isGrouping) parent.children.push(tag);
    this.addEntries(tag, isGrouping ? parent : tag, depth + 1);
  }

  private addEntries(tag: Tag, parent: Tag, depth: number): void {
    const entries = entryOf(tag.dict, 'K');
    if (entries instanceof PDFArray && entries.size() > sharedEntries) {
      if (this.seen.has(entries)) throw notATree(tag.place);
      this.seen.add(entries);
    }
    const elements: Entry[] = [];
    const page = dictOf(tag.dict, 'Pg');
    for (const each of entries instanceof PDFArray ? itemsOf(entries) : [entries]) {
      const dict = asDict(each);
      if (each instanceof PDFNumber) this.addContent(tag, page, each.asNumber());
      else if (!dict) {
        if (each !== undefined && each !== PDFNull) throw notATree(tag.place);
      } else if (nameOf(dict, 'Type') === 'MCR')
        this.addContent(tag, dictOf(dict, 'Stm') ?? dictOf(dict, 'Pg') ?? page, numberOf(dict, 'MCID'));
      else if (nameOf(dict, 'Type') === 'OBJR') this.addObject(tag, dictOf(dict, 'Obj'));
      else elements.push({ dict, holder: tag.dict, parent, depth });
    }
    for (const each of elements.reverse()) this.pending.push(each);
  }

  private addContent(tag: Tag, owner: PDFDict | undefined, number: number | undefined): void {
    if (!owner || number === undefined) throw notATree(tag.place);
    const numbers = this.tree.ofContent.get(owner) ?? new Map<number, Tag>();
    this.tree.ofContent.set(owner, numbers.set(number, tag));
    tag.content.push(number);
    // Chromium names pages with the content of elements, not with the elements themselves.
    const place = this.pages.get(owner) ?? '';
    for (let at: Tag | undefined = tag; at?.place === ''; at = at.parent) at.place = place;
  }

  private addObject(tag: Tag, object: PDFDict | undefined): void {
    if (!object) throw notATree(tag.place);
    this.tree.ofObject.set(object, tag);
    tag.content.push(object);
  }
}

const notATree = (place: string) =>
  notAccessible(
    `its structure tree is damaged${place}: an element is shared, unnamed or not linked to its parent`,
  );

const faults = {
  unknown: 'has no standard type, and the role map names none for it',
  circular: 'is mapped to itself by the role map',
  remapped: 'is or becomes a standard type that the role map changes',
} as const;
