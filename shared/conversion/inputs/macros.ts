import { ole2Streams } from './ole2Streams.ts';
import { selectedParts, unlimitedZip, zipContents } from './zipContents.ts';
import { zipParts } from './zipParts.ts';

/** A document without its macros. */
export interface MacroFree {
  bytes: Uint8Array;
  /** Whether it had macros. */
  macros: boolean;
}

/**
 * Removes the macros of an office document. Those of DOC, XLS and PPT are only found: LibreOffice does not load them
 * (`officeSettings.ts`).
 * @param repack whether the document is an OOXML template, a slide show or a document with macros, which becomes a plain one
 */
export async function macroFree(bytes: Uint8Array, repack: boolean): Promise<MacroFree> {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (start === 'PK\x03\x04') return macroFreePackage(bytes, repack);
  if (start === '\xd0\xcf\x11\xe0') return { bytes, macros: holdsVba(bytes) };
  return start.startsWith('<') || start.startsWith('\xef\xbb\xbf')
    ? macroFreeXml(bytes)
    : { bytes, macros: false };
}

/** Parts of OOXML ([MS-OFFMACRO2] 2.2) and OpenDocument (ODF 1.3 part 2, 3.16) that hold programs. */
const programs = /(^|\/)(vba(Project|ProjectSignature\w*|Data)\.(bin|xml)(\.rels)?)$|^(Basic|Scripts)\/./i;
/** Excel 4.0 macros are formulas of sheets, which LibreOffice does not run. */
const macroSheets = /^xl\/(macrosheets|dialogsheets)\//;

async function macroFreePackage(bytes: Uint8Array, repack: boolean): Promise<MacroFree> {
  const { names } = await selectedParts(bytes, () => false, 0);
  const holdsPrograms = names.some((name) => programs.test(name));
  const macros = holdsPrograms || names.some((name) => macroSheets.test(name));
  if (!repack && !holdsPrograms) return { bytes, macros };
  const parts = await zipContents(bytes, unlimitedZip, () => true, Number.POSITIVE_INFINITY);
  for (const [path, content] of parts) {
    const edit = edits.find(({ pattern }) => pattern.test(path))?.edit;
    if (programs.test(path)) parts.delete(path);
    else if (edit) parts.set(path, Buffer.from(edit(content.toString('utf8'))));
  }
  return { bytes: await zipParts(parts), macros };
}

const mainTypes: readonly [pattern: RegExp, type: string][] = [
  [
    /application\/vnd\.(openxmlformats-officedocument\.wordprocessingml|ms-word)\./,
    'wordprocessingml.document',
  ],
  [/application\/vnd\.(openxmlformats-officedocument\.spreadsheetml|ms-excel)\./, 'spreadsheetml.sheet'],
  [
    /application\/vnd\.(openxmlformats-officedocument\.presentationml|ms-powerpoint)\./,
    'presentationml.presentation',
  ],
];

/** Edits of parts that refer to programs or tell the kind of document. */
const edits: readonly { pattern: RegExp; edit: (xml: string) => string }[] = [
  {
    pattern: /^\[Content_Types\]\.xml$/,
    edit: (xml) =>
      xml
        .replace(/ContentType\s*=\s*["']([^"']+)\.main\+xml["']/g, (attribute, type) => {
          const plain = mainTypes.find(([pattern]) => pattern.test(type))?.[1];
          return plain
            ? `ContentType="application/vnd.openxmlformats-officedocument.${plain}.main+xml"`
            : attribute;
        })
        .replace(/<(?:\w+:)?Override\s[^<>]*\/vba\w*\.(?:bin|xml)["'][^<>]*>/gi, ''),
  },
  {
    pattern: /(^|\/)_rels\/[^/]+\.rels$/,
    edit: (xml) => xml.replace(/<(?:\w+:)?Relationship\s[^<>]*\/(?:vbaProject|wordVbaData)["'][^<>]*>/g, ''),
  },
  {
    pattern: /^META-INF\/manifest\.xml$/,
    edit: (xml) =>
      xml.replace(/<(?:\w+:)?file-entry\s[^<>]*full-path\s*=\s*["'](?:Basic|Scripts)\/[^<>]*>/g, ''),
  },
];

/** The storage of a VBA project has this stream ([MS-OVBA] 2.2.1). */
const vbaStream = '_vba_project';
/** A record VBAInfoAtom of a PPT with the flag `fHasMacros` ([MS-PPT] 2.4.11), without the reference between them. */
const vbaInfo = { header: Buffer.from('020000040c000000', 'hex'), flag: 12 };

function holdsVba(bytes: Uint8Array): boolean {
  const streams = ole2Streams(bytes);
  if (streams.has(vbaStream)) return true;
  const presentation = streams.get('powerpoint document')?.content();
  const at = presentation?.indexOf(vbaInfo.header) ?? -1;
  return at >= 0 && presentation?.[at + vbaInfo.flag] === 1;
}

/** The programs of flat OpenDocument (ODF 1.3 part 3, 3.12). */
const flatScripts = /<(\w+:)?scripts(?=[\s>])[^<>]*>[\s\S]*?<\/(?:\w+:)?scripts\s*>/;

function macroFreeXml(bytes: Uint8Array): MacroFree {
  const text = Buffer.from(bytes).toString('latin1');
  const scripts = flatScripts.exec(text.slice(0, text.indexOf('body')))?.[0];
  if (scripts === undefined || !/<(\w+:)?(script|libraries)[\s>]/.test(scripts))
    return { bytes, macros: false };
  return {
    bytes: Buffer.from(
      text.replace(scripts, () => ''),
      'latin1',
    ),
    macros: true,
  };
}
