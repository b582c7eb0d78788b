import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { writeXmp } from '../../../../../shared/conversion/toolbox/pdf/libraries/xmp.ts';
import { embeddedPdf } from '../pdfa/offendingPdfs.ts';

/** Entries of a dictionary, with texts as `PDFString` and names as strings. */
type Entries = Record<string, unknown>;

/** An element with the elements in it, such as `['TR', ['TH', { Scope: … }], ['TD']]`. */
export type Spec = [type: string, ...rest: (Entries | Spec)[]];

const key = (name: string) => PDFName.of(name);

/** A PDF of one page whose only text, in an embedded font, is the heading of its structure. */
export class TaggedPdf {
  readonly document: PDFDocument;
  readonly page: PDFPage;
  readonly root: PDFDict;
  /** The element `Document`. */
  readonly top: PDFDict;
  private readonly parents: PDFArray;
  private readonly pageParents: PDFArray;

  private constructor(document: PDFDocument) {
    this.document = document;
    this.page = document.getPage(0);
    this.root = document.catalog.lookup(key('StructTreeRoot'), PDFDict);
    this.top = this.root.lookup(key('K'), PDFDict);
    this.parents = this.root.lookup(key('ParentTree'), PDFDict).lookup(key('Nums'), PDFArray);
    this.pageParents = this.parents.lookup(1, PDFArray);
  }

  static async load(): Promise<TaggedPdf> {
    return new TaggedPdf(await PDFDocument.load(await base, { updateMetadata: false }));
  }

  get catalog(): PDFDict {
    return this.document.catalog;
  }

  get heading(): PDFDict {
    return this.top.lookup(key('K'), PDFArray).lookup(0, PDFDict);
  }

  /** The font of the heading. */
  get font(): PDFDict {
    const fonts = this.page.node.normalizedEntries().Font;
    return fonts.lookup(fonts.keys()[0] ?? key(''), PDFDict);
  }

  /** Maps all codes of the font to a character. @param code in hexadecimal digits of UTF-16 */
  mapAll(code: string): void {
    const rows = Array.from({ length: 256 }, (_, high) => {
      const byte = high.toString(16).padStart(2, '0');
      return `<${byte}00> <${byte}ff> [${`<${code}> `.repeat(256)}]`;
    });
    const { context } = this.document;
    const map = context.stream(`256 beginbfrange ${rows.join('\n')} endbfrange`);
    this.font.set(key('ToUnicode'), context.register(map));
  }

  /** @param properties in XML */
  setXmp(properties: string): void {
    writeXmp(
      this.document,
      `<x:xmpmeta><rdf:RDF><rdf:Description>${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    );
  }

  obj(entries: Entries): PDFDict {
    return this.document.context.obj(entries as Record<string, PDFObject>);
  }

  /** Adds an element. @param parent its reference and itself; by default `Document` */
  add([type, ...rest]: Spec, parent: { ref: PDFRef; dict: PDFDict } = this.asParent(this.top)): PDFDict {
    const { context } = this.document;
    const dict = this.obj({ Type: 'StructElem', S: type, P: parent.ref, Pg: this.page.ref, K: [] });
    const ref = context.register(dict);
    for (const each of rest)
      if (Array.isArray(each)) this.add(each, { ref, dict });
      else for (const [name, value] of this.obj(each).entries()) dict.set(name, value);
    parent.dict.lookup(key('K'), PDFArray).push(ref);
    return dict;
  }

  /** Draws content with a tag. @returns the number of the marked content */
  mark(element: PDFDict, content: string): void {
    const number = this.pageParents.size();
    this.pageParents.push(this.refOf(element));
    element.lookup(key('K'), PDFArray).push(PDFNumber.of(number));
    this.draw(`/P <</MCID ${number}>> BDC ${content} EMC`);
  }

  /** Appends content to the page. */
  draw(content: string): void {
    const { context } = this.document;
    this.page.node.addContentStream(context.register(context.stream(content)));
  }

  /** Adds a form, which `/X Do` draws. */
  form(content: string, entries: Entries = {}): PDFRef {
    const { context } = this.document;
    const form = context.stream(content, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 9, 9],
      ...entries,
    } as never);
    const ref = context.register(form);
    this.page.node.setXObject(key('X'), ref);
    return ref;
  }

  /** Adds an annotation, with an element of the type if it is given. */
  annotate(entries: Entries, type?: string): PDFDict {
    const { context } = this.document;
    const annotation = this.obj({ Type: 'Annot', Rect: [20, 100, 90, 120], ...entries });
    const ref = context.register(annotation);
    this.page.node.addAnnot(ref);
    if (type !== undefined) {
      const element = this.add([type, { K: [this.obj({ Type: 'OBJR', Obj: ref })] }]);
      annotation.set(key('StructParent'), PDFNumber.of(this.addParent(this.refOf(element))));
    }
    return annotation;
  }

  /** Adds an entry to the parent tree. @returns its key */
  addParent(value: PDFObject): number {
    const number = this.parents.size() / 2;
    this.parents.push(PDFNumber.of(number));
    this.parents.push(value);
    return number;
  }

  refOf(dict: PDFObject): PDFRef {
    const found = this.document.context.enumerateIndirectObjects().find(([, object]) => object === dict);
    if (!found) throw new Error('The object is not indirect.');
    return found[0];
  }

  private asParent(dict: PDFDict) {
    return { ref: this.refOf(dict), dict };
  }

  save(): Promise<Uint8Array> {
    return this.document.save({ updateFieldAppearances: false });
  }
}

/** The PDF before changes. */
const base = embeddedPdf((document, page) => {
  const { context, catalog } = document;
  const [root, top, heading] = [context.nextRef(), context.nextRef(), context.nextRef()];
  const element = { Type: 'StructElem', Pg: page.ref };
  context.assign(heading, context.obj({ ...element, S: 'H1', P: top, K: [0] }));
  context.assign(top, context.obj({ ...element, S: 'Document', P: root, K: [heading] }));
  const ParentTree = { Nums: [0, [heading]] };
  context.assign(root, context.obj({ Type: 'StructTreeRoot', K: top, ParentTree }));
  catalog.set(key('StructTreeRoot'), root);
  catalog.set(key('MarkInfo'), context.obj({ Marked: true }));
  catalog.set(key('Lang'), PDFString.of('de'));
  page.node.set(key('StructParents'), PDFNumber.of(0));
  page.node.wrapContentStreams(
    context.register(context.stream('/H1 <</MCID 0>> BDC')),
    context.register(context.stream('EMC')),
  );
}).then(({ bytes }) => bytes);
