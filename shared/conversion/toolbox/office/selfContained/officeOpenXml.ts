import { posix } from 'node:path';
import { isAddress, isPlainLink } from './addresses.ts';
import { checkFormula } from './formulas.ts';
import { refuseUnless } from './notSelfContained.ts';
import { isRasterImage } from './pictures.ts';
import { type Attribute, readXml, type XmlVisitor } from './xmlParts.ts';

/** Allowed paths in a package. All others are refused. */
const paths =
  /^(\[Content_Types\]\.xml|(_rels|word|xl|ppt|docProps|customXml)\/[\w ./-]*\.(xml|rels|vml|png|jpe?g|gif|docx|xlsx|pptx|bin))$/;
const printerSettings = /\/printerSettings\/printerSettings\d+\.bin$/;

/**
 * Allowed types of relationships (ECMA-376 part 1, 11.3, 12.3, 13.3, 14.2, 15.2; [MS-DOCX], [MS-XLSX] and [MS-PPTX] 2.2).
 * Objects, chunks of other formats, templates, linked workbooks, queries, controls, macros, fonts and media are excluded.
 */
const relations = new Set(
  `officeDocument core-properties extended-properties custom-properties thumbnail customXml customXmlProps image hyperlink styles
  stylesWithEffects theme themeOverride settings webSettings fontTable numbering footnotes endnotes comments commentsExtended commentsIds
  commentsExtensible people header footer glossaryDocument chart chartUserShapes chartStyle chartColorStyle diagramData diagramLayout
  diagramQuickStyle diagramColors diagramDrawing package worksheet chartsheet sharedStrings calcChain table drawing vmlDrawing
  threadedComment person printerSettings sheetMetadata pivotTable pivotCacheDefinition pivotCacheRecords slide slideLayout slideMaster
  notesSlide notesMaster handoutMaster presProps viewProps tableStyles commentAuthors tags`.split(/\s+/),
);

/** Fields that depend only on the document. Others include files or reveal data of the machine. */
const fields = new Set(
  `PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE TOC PAGEREF REF NOTEREF STYLEREF SEQ HYPERLINK MERGEFIELD
  AUTHOR TITLE SUBJECT KEYWORDS COMMENTS FORMTEXT FORMCHECKBOX FORMDROPDOWN SYMBOL XE TC INDEX NUMCHARS NUMWORDS LISTNUM EQ IF
  DOCPROPERTY BIBLIOGRAPHY CITATION ADDIN`.split(/\s+/),
);

/** Attributes with text for readers, and those that name parts of the package. */
const readable: Readonly<Record<string, RegExp>> = {
  any: /^(descr|title|alt|PartName)$/,
  cNvPr: /^name$/,
  docPr: /^name$/,
  hyperlink: /^(display|tooltip|location|anchor|docLocation)$/,
};

/** Elements that may have an external target, which is followed only on a click. */
const linkElements = /^(hyperlink|hlinkClick|hlinkHover|hlinkMouseOver)$/;

/** Checks an Office Open XML package. @returns the parts that LibreOffice may read @throws NotSelfContained */
export async function officeOpenXml(
  parts: ReadonlyMap<string, Buffer>,
  embedded: (bytes: Buffer) => Promise<Uint8Array>,
): Promise<Map<string, Uint8Array>> {
  const kept = new Map<string, Uint8Array>();
  const names = [...parts.keys()].filter((path) => !path.endsWith('/'));
  refuseUnless(
    new Set(names.map((path) => path.toLowerCase())).size === names.length,
    'two parts with the same name',
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
  else if (extension === 'xml' || extension === 'vml')
    readXml(bytes, visitor(path, externalIds(path, parts)));
  else if (/^(docx|xlsx|pptx)$/.test(extension)) return embedded(bytes);
  else if (extension === 'bin') {
    refuseUnless(printerSettings.test(path), 'an object');
    // Printer settings are not needed.
    return new Uint8Array();
  } else refuseUnless(isRasterImage(bytes), 'an image of another format');
  return bytes;
}

/** Types of relationships and the parts that only they may refer to. */
const places: [kinds: RegExp, where: RegExp][] = [
  [/^(image|thumbnail)$/, /\.(png|jpe?g|gif)$/],
  [/^customXml(Props)?$/, /^customXml\//],
  [/^package$/, /\.(docx|xlsx|pptx)$/],
  [/^printerSettings$/, printerSettings],
];

const read = (attributes: Attribute[], name: string) =>
  attributes.find((each) => each.name === name)?.value ?? '';

/** Checks that a relationship refers to a part of the package, or is a hyperlink. */
function checkRelation(path: string, parts: ReadonlyMap<string, Buffer>): NonNullable<XmlVisitor['element']> {
  const folder = posix.dirname(posix.dirname(path));
  return (name, attributes) => {
    if (name !== 'Relationship')
      return refuseUnless(name === 'Relationships', 'an element of an unknown kind');
    // With different prefixes, two attributes could have the same local name, and the wrong one be checked.
    refuseUnless(
      new Set(attributes.map((each) => each.name)).size === attributes.length,
      'two attributes with the same name',
    );
    const [type = '', target, mode] = ['Type', 'Target', 'TargetMode'].map((each) => read(attributes, each));
    const kind = type.slice(type.lastIndexOf('/') + 1);
    refuseUnless(relations.has(kind), 'a relationship of an unknown type');
    if (mode === 'External' || target?.startsWith('#'))
      return refuseUnless(kind === 'hyperlink' && isPlainLink(target ?? ''), 'a link');
    refuseUnless(mode === '' || mode === 'Internal', 'a relationship of an unknown type');
    const there = posix.join('/', target?.startsWith('/') ? '' : folder, target ?? '').slice(1);
    refuseUnless(parts.has(there), 'a relationship to a missing part');
    // LibreOffice must read each part as the type as which it was checked.
    for (const [kinds, where] of places)
      refuseUnless(kinds.test(kind) === where.test(there), 'a relationship to a part of another type');
  };
}

/** Ids of a part's external relationships. */
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

function visitor(path: string, external: ReadonlySet<string>): XmlVisitor {
  // Data of form fields, which LibreOffice never uses as addresses.
  if (path.startsWith('customXml/')) return {};
  const isSheet = path.startsWith('xl/');
  let field = '';
  return {
    element(name, attributes) {
      refuseUnless(!objects.test(name) || isChartData(name, path), 'an object');
      refuseUnless(
        isSheet || !/^(work|chart|dialog|macro)(sheet|book)$/.test(name),
        'a sheet outside a workbook',
      );
      for (const each of attributes) {
        refuseUnless(each.name !== 'link' && each.name !== 'gfxdata', 'a link');
        refuseUnless(!external.has(each.value) || (each.name === 'id' && linkElements.test(name)), 'a link');
        if (each.name === 'instr') checkField(each.value);
        const isText = readable.any?.test(each.name) || readable[name]?.test(each.name);
        refuseUnless(isText || !isAddress(each.value), 'an address');
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

/** The embedded workbook of a chart, which is checked like any document. */
const isChartData = (name: string, path: string) => name === 'externalData' && /\/charts\//.test(path);

/** The instructions of a field may be split into several elements. */
function afterField(instructions: string): '' {
  checkField(instructions);
  return '';
}

/** Checks the instructions of a field; nested fields may follow (ECMA-376 part 1, 17.16). */
function checkField(instructions: string): void {
  const [name = ''] = instructions.trim().split(/[\s\\"]/);
  refuseUnless(name === '' || fields.has(name.toUpperCase()), 'a field with external access');
}
