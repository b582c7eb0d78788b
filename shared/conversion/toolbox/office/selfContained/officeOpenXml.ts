import { posix } from 'node:path';
import { isAddress, isPlainLink } from './addresses.ts';
import { checkFormula } from './formulas.ts';
import { refuseUnless } from './notSelfContained.ts';
import { isRasterImage } from './pictures.ts';
import { type Attribute, readXml, type XmlVisitor } from './xmlParts.ts';

/** The folders of a package, and what may lie in them. Nothing else is known, and so nothing else is let through. */
const paths =
  /^(\[Content_Types\]\.xml|(_rels|word|xl|ppt|docProps|customXml)\/[\w ./-]*\.(xml|rels|vml|png|jpe?g|gif|docx|xlsx|pptx|bin))$/;
const printerSettings = /\/printerSettings\/printerSettings\d+\.bin$/;

/**
 * What relations may be of (ECMA-376 part 1, 11.3, 12.3, 13.3, 14.2, 15.2; [MS-DOCX], [MS-XLSX] and [MS-PPTX] 2.2): not among them
 * are objects, chunks of other formats, templates, linked workbooks, queries, controls, macros, fonts and media.
 */
const relations = new Set(
  `officeDocument core-properties extended-properties custom-properties thumbnail customXml customXmlProps image hyperlink styles
  stylesWithEffects theme themeOverride settings webSettings fontTable numbering footnotes endnotes comments commentsExtended commentsIds
  commentsExtensible people header footer glossaryDocument chart chartUserShapes chartStyle chartColorStyle diagramData diagramLayout
  diagramQuickStyle diagramColors diagramDrawing package worksheet chartsheet sharedStrings calcChain table drawing vmlDrawing
  threadedComment person printerSettings sheetMetadata pivotTable pivotCacheDefinition pivotCacheRecords slide slideLayout slideMaster
  notesSlide notesMaster handoutMaster presProps viewProps tableStyles commentAuthors tags`.split(/\s+/),
);

/** Fields that compute from the document itself; others include files or tell of the machine. */
const fields = new Set(
  `PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE TOC PAGEREF REF NOTEREF STYLEREF SEQ HYPERLINK MERGEFIELD
  AUTHOR TITLE SUBJECT KEYWORDS COMMENTS FORMTEXT FORMCHECKBOX FORMDROPDOWN SYMBOL XE TC INDEX NUMCHARS NUMWORDS LISTNUM EQ IF
  DOCPROPERTY BIBLIOGRAPHY CITATION ADDIN`.split(/\s+/),
);

/** Attributes for people to read, and those that name parts of the package. */
const readable: Readonly<Record<string, RegExp>> = {
  any: /^(descr|title|alt|PartName)$/,
  cNvPr: /^name$/,
  docPr: /^name$/,
  hyperlink: /^(display|tooltip|location|anchor|docLocation)$/,
};

/** What an external target may be named from: what is clicked. */
const clicked = /^(hyperlink|hlinkClick|hlinkHover|hlinkMouseOver)$/;

/** The parts of an Office Open XML package as LibreOffice may see them. @throws NotSelfContained */
export async function officeOpenXml(
  parts: ReadonlyMap<string, Buffer>,
  embedded: (bytes: Buffer) => Promise<Uint8Array>,
): Promise<Map<string, Uint8Array>> {
  const kept = new Map<string, Uint8Array>();
  const names = [...parts.keys()].filter((path) => !path.endsWith('/'));
  refuseUnless(
    new Set(names.map((path) => path.toLowerCase())).size === names.length,
    'two parts of one name',
  );
  for (const path of names) {
    const bytes = parts.get(path) ?? Buffer.alloc(0);
    refuseUnless(paths.test(path) && !path.split('/').includes('..'), 'a part of an unknown kind');
    kept.set(path, await keptPart(path, bytes, parts, embedded));
  }
  return kept;
}

async function keptPart(
  path: string,
  bytes: Buffer,
  parts: ReadonlyMap<string, Buffer>,
  embedded: (bytes: Buffer) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  if (extension === 'rels') readXml(bytes, { element: checkRelation(path, parts) });
  else if (extension === 'xml' || extension === 'vml') readXml(bytes, lookAt(path, externalIds(path, parts)));
  else if (/^(docx|xlsx|pptx)$/.test(extension)) return embedded(bytes);
  else if (extension === 'bin') {
    refuseUnless(printerSettings.test(path), 'an object');
    // Nobody prints here.
    return new Uint8Array();
  } else refuseUnless(isRasterImage(bytes), 'a picture of another kind');
  return bytes;
}

/** Kinds of relations, and the parts that they alone may lead to. */
const places: [kinds: RegExp, where: RegExp][] = [
  [/^(image|thumbnail)$/, /\.(png|jpe?g|gif)$/],
  [/^customXml(Props)?$/, /^customXml\//],
  [/^package$/, /\.(docx|xlsx|pptx)$/],
  [/^printerSettings$/, printerSettings],
];

const read = (attributes: Attribute[], name: string) =>
  attributes.find((each) => each.name === name)?.value ?? '';

/** A relation stays in its package, or is a hyperlink. */
function checkRelation(path: string, parts: ReadonlyMap<string, Buffer>): NonNullable<XmlVisitor['element']> {
  const folder = posix.dirname(posix.dirname(path));
  return (name, attributes) => {
    if (name !== 'Relationship')
      return refuseUnless(name === 'Relationships', 'an element of an unknown kind');
    // With other prefixes there could be two of a name, and the wrong one be looked at.
    refuseUnless(
      new Set(attributes.map((each) => each.name)).size === attributes.length,
      'two attributes of one name',
    );
    const [type = '', target, mode] = ['Type', 'Target', 'TargetMode'].map((each) => read(attributes, each));
    const kind = type.slice(type.lastIndexOf('/') + 1);
    refuseUnless(relations.has(kind), 'a relation of an unknown kind');
    if (mode === 'External' || target?.startsWith('#'))
      return refuseUnless(kind === 'hyperlink' && isPlainLink(target ?? ''), 'a link');
    refuseUnless(mode === '' || mode === 'Internal', 'a relation of an unknown kind');
    const there = posix.join('/', target?.startsWith('/') ? '' : folder, target ?? '').slice(1);
    refuseUnless(parts.has(there), 'a relation to nothing');
    // What a part is taken for is what it was looked at as.
    for (const [kinds, where] of places)
      refuseUnless(kinds.test(kind) === where.test(there), 'a relation to a part of another kind');
  };
}

/** The ids by which a part calls what is outside. */
function externalIds(path: string, parts: ReadonlyMap<string, Buffer>): ReadonlySet<string> {
  const ids = new Set<string>();
  const bytes = parts.get(posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`));
  if (bytes)
    readXml(bytes, {
      element: (_, attributes) => {
        if (read(attributes, 'TargetMode') === 'External') ids.add(read(attributes, 'Id'));
      },
    });
  return ids;
}

function lookAt(path: string, external: ReadonlySet<string>): XmlVisitor {
  // Data for fields of forms, which nobody takes for addresses.
  if (path.startsWith('customXml/')) return {};
  const isSheet = path.startsWith('xl/');
  let field = '';
  return {
    element(name, attributes) {
      refuseUnless(!objects.test(name) || isChartData(name, path), 'an object');
      refuseUnless(
        isSheet || !/^(work|chart|dialog|macro)(sheet|book)$/.test(name),
        'a sheet where none belongs',
      );
      for (const each of attributes) {
        refuseUnless(each.name !== 'link' && each.name !== 'gfxdata', 'a link');
        refuseUnless(!external.has(each.value) || (each.name === 'id' && clicked.test(name)), 'a link');
        if (each.name === 'instr') checkField(each.value);
        const forPeople = readable.any?.test(each.name) || readable[name]?.test(each.name);
        refuseUnless(forPeople || !isAddress(each.value), 'an address');
      }
      if (name === 'fldChar') field = afterField(field);
    },
    end(name, text) {
      if (name === 'instrText' || name === 'delInstrText') field += text;
      else if (name === 'f' || (isSheet && !/^(t|v|author)$/.test(name))) checkFormula(text);
    },
    done: () => void afterField(field),
  };
}

const objects = /^(altChunk|subDoc|OLEObject|oleObj|control|externalData)$/;

/** The workbook of a chart, which is looked at like any document. */
const isChartData = (name: string, path: string) => name === 'externalData' && /\/charts\//.test(path);

/** Between its marks, a field may be written in pieces. */
function afterField(instructions: string): '' {
  checkField(instructions);
  return '';
}

/** Sees to the instructions of a field, of which those of others may follow (ECMA-376 part 1, 17.16). */
function checkField(instructions: string): void {
  const [name = ''] = instructions.trim().split(/[\s\\"]/);
  refuseUnless(name === '' || fields.has(name.toUpperCase()), 'a field that may reach out');
}
