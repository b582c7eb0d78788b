import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { NamedFile } from '../../../files.ts';
import type { ConversionWarning } from '../../../warnings.ts';
import { openPdf } from '../libraries/pdfLib.ts';
import { changeXmp, claimsAccessibility, readXmp, writeXmp } from '../libraries/xmp.ts';
import { dictOf, entryOf, isTrue, textOf } from '../pdfa/objects.ts';
import { objectCopier } from './copyObjects.ts';
import { objectPairs } from './objectPairs.ts';
import { shiftStructParents } from './structParents.ts';
import { nameTree, numberTree } from './trees.ts';
import { makeUnambiguous } from './unambiguous.ts';

/** A file that was merged, in the order of its pages. */
export interface MergedFile extends NamedFile {
  pages: number;
  isTagged: boolean;
}

/** The structure tree of the merged document while it grows. */
interface Tree {
  root: PDFDict;
  ref: PDFRef;
  kids: PDFObject[];
  parents: Map<number, PDFObject>;
  ids: Map<string, PDFObject>;
}

const key = (name: string) => PDFName.of(name);

/**
 * Joins the structure trees of all files that were merged into a document, which has only that of the first. The document is
 * marked as tagged, and as PDF/UA, only if all files are.
 * @returns warnings of files without tags, or without the claim of PDF/UA that the first has
 */
export async function mergeTags(
  document: PDFDocument,
  files: readonly MergedFile[],
): Promise<ConversionWarning[]> {
  const tree = treeOf(document, files[0]?.isTagged === true);
  let [first, suspect] = [0, false];
  const claimed = claimsAccessibility(readXmp(document));
  const unclaimed: string[] = [];
  for (const [index, { name, bytes, pages, isTagged }] of files.entries()) {
    const own = Array.from({ length: pages }, (_, page) => first + page);
    first += pages;
    if (!isTagged) shiftStructParents(document, own, undefined);
    if (!isTagged || index === 0) continue;
    const source = await openPdf(bytes);
    if (!claimsAccessibility(readXmp(source))) unclaimed.push(name);
    suspect ||= isTrue(dictOf(source.catalog, 'MarkInfo') ?? source.catalog, 'Suspects');
    append(document, tree, source, own, index + 1);
  }
  write(document, tree);
  const untagged = files.filter(({ isTagged }) => !isTagged);
  const accessible = claimed && untagged.length + unclaimed.length === 0;
  mark(document, { isTagged: untagged.length === 0, suspect, accessible });
  const incomplete = untagged.map(({ name }) => ({
    code: 'tags_incomplete' as const,
    detail: `“${name}” has no tags, so the merged PDF is not marked as tagged. Its other files keep their tags.`,
  }));
  const withdrawn = (claimed ? unclaimed : []).map((name) => ({
    code: 'claim_withdrawn' as const,
    detail: `“${name}” does not claim PDF/UA-1, so the merged PDF does not.`,
  }));
  return [...incomplete, ...withdrawn];
}

function treeOf(document: PDFDocument, isTagged: boolean): Tree {
  const { catalog, context } = document;
  const existing = isTagged ? dictOf(catalog, 'StructTreeRoot') : undefined;
  const root = existing ?? context.obj({ Type: 'StructTreeRoot' });
  const known = existing && catalog.get(key('StructTreeRoot'));
  const ref = known instanceof PDFRef ? known : context.register(root);
  catalog.set(key('StructTreeRoot'), ref);
  return {
    root,
    ref,
    kids: kidsOf(root),
    parents: numberTree(root, 'ParentTree'),
    ids: nameTree(root, 'IDTree'),
  };
}

/** The top elements, as they are referred to. */
function kidsOf(root: PDFDict): PDFObject[] {
  const kids = entryOf(root, 'K');
  if (kids instanceof PDFDict) return [root.get(key('K')) as PDFObject];
  return kids instanceof PDFArray ? kids.asArray() : [];
}

function append(
  document: PDFDocument,
  tree: Tree,
  source: PDFDocument,
  pages: readonly number[],
  number: number,
): void {
  const root = dictOf(source.catalog, 'StructTreeRoot');
  if (!root) {
    shiftStructParents(document, pages, undefined);
    return;
  }
  makeUnambiguous(source, root, tree, number);
  const counterparts = new Map(
    source.getPages().flatMap((page, index) => objectPairs(page, document.getPage(pages[index] ?? 0))),
  );
  const ref = source.catalog.get(key('StructTreeRoot'));
  if (ref instanceof PDFRef) counterparts.set(ref, tree.ref);
  const copy = objectCopier(source.context, document.context, counterparts);
  const shift = [...tree.parents.keys()].reduce((next, at) => Math.max(next, at + 1), 0);
  shiftStructParents(document, pages, shift);
  for (const [at, value] of numberTree(root, 'ParentTree')) tree.parents.set(at + shift, copy(value));
  for (const [id, value] of nameTree(root, 'IDTree')) tree.ids.set(id, copy(value));
  for (const name of ['RoleMap', 'ClassMap']) addEntries(tree.root, name, dictOf(root, name), copy);
  const language = textOf(source.catalog, 'Lang') ?? '';
  const differs = language !== (textOf(document.catalog, 'Lang') ?? '');
  for (const kid of kidsOf(root)) {
    const copied = copy(kid);
    const element = document.context.lookup(copied);
    // An empty text is an unknown language (ISO 32000-1, 14.9.2.1).
    if (differs && element instanceof PDFDict && textOf(element, 'Lang') === undefined)
      element.set(key('Lang'), PDFString.of(language));
    tree.kids.push(copied instanceof PDFRef ? copied : document.context.register(copied));
  }
}

/** Adds the entries of a map to that of the same name. */
function addEntries(
  root: PDFDict,
  name: string,
  from: PDFDict | undefined,
  copy: (value: PDFObject) => PDFObject,
): void {
  if (!from) return;
  const map = dictOf(root, name) ?? root.context.obj({});
  for (const [each, value] of from.entries()) map.set(each, copy(value));
  root.set(key(name), map);
}

function write({ context }: PDFDocument, { root, kids, parents, ids }: Tree): void {
  const sorted = [...parents].sort(([a], [b]) => a - b);
  root.set(key('K'), context.obj(kids));
  root.set(key('ParentTree'), context.register(context.obj({ Nums: sorted.flat() })));
  root.set(key('ParentTreeNextKey'), context.obj(1 + (sorted.at(-1)?.[0] ?? -1)));
  const names = [...ids]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, value]) => [PDFHexString.of(id), value]);
  if (names.length > 0) root.set(key('IDTree'), context.register(context.obj({ Names: names })));
}

/** States what is true of the whole document (ISO 32000-1, 14.7.1). */
function mark(
  document: PDFDocument,
  { isTagged, suspect, accessible }: { isTagged: boolean; suspect: boolean; accessible: boolean },
): void {
  const info = dictOf(document.catalog, 'MarkInfo') ?? document.context.obj({});
  info.set(key('Marked'), isTagged ? PDFBool.True : PDFBool.False);
  if (suspect) info.set(key('Suspects'), PDFBool.True);
  document.catalog.set(key('MarkInfo'), info);
  const xmp = readXmp(document);
  if (!accessible && claimsAccessibility(xmp))
    writeXmp(document, changeXmp(xmp, [{ name: 'pdfuaid:part', kind: 'text', values: [] }]));
}
