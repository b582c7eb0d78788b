import { isOle2, ole2Streams } from './ole2Streams.ts';
import { selectedParts } from './zipContents.ts';

/** What a document holds of macros. */
export interface MacroUse {
  macros: boolean;
  /** Whether its package has parts with programs, which must be removed. */
  hasPrograms: boolean;
}

/**
 * Finds the macros of an office document. Reads the names in a package, and none of its parts.
 * Those of DOC, XLS and PPT need not be removed: LibreOffice does not load them (`officeSettings.ts`).
 */
export async function macroUse(bytes: Uint8Array): Promise<MacroUse> {
  if (isPackage(bytes)) return packageUse(bytes);
  const macros = isOle2(bytes) ? holdsVba(bytes) : flatScripts(bytes) !== undefined;
  return { macros, hasPrograms: false };
}

export const isPackage = (bytes: Uint8Array) =>
  Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';

/** Parts of OOXML ([MS-OFFMACRO2] 2.2) and OpenDocument (ODF 1.3 part 2, 3.16) that hold programs. */
const programs = /(^|\/)(vba(Project|ProjectSignature\w*|Data)\.(bin|xml)(\.rels)?)$|^(Basic|Scripts)\/./i;
/** Excel 4.0 macros are formulas of sheets, which LibreOffice does not run. */
const macroSheets = /^xl\/(macrosheets|dialogsheets)\//;

async function packageUse(bytes: Uint8Array): Promise<MacroUse> {
  const { names } = await selectedParts(bytes, () => false, 0);
  const hasPrograms = names.some(isProgram);
  return { macros: hasPrograms || names.some((name) => macroSheets.test(name)), hasPrograms };
}

/** Whether a part of a package holds a program. */
export const isProgram = (name: string) => programs.test(name);

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
const scriptsStart = /<(?:\w+:)?scripts(?=[\s>])[^<>]*>/;
const scriptsEnd = /<\/(?:\w+:)?scripts\s*>/;

/** Removes the programs of a flat OpenDocument. Takes linear time: it runs beside other jobs. */
export function withoutFlatScripts(bytes: Uint8Array): Uint8Array {
  const scripts = flatScripts(bytes);
  return scripts ? Buffer.concat([bytes.subarray(0, scripts.start), bytes.subarray(scripts.end)]) : bytes;
}

/** Where a flat OpenDocument has its programs, in bytes. They stand before its body. */
function flatScripts(bytes: Uint8Array): { start: number; end: number } | undefined {
  const first = Buffer.from(bytes.subarray(0, 3)).toString('latin1');
  if (!first.startsWith('<') && first !== '\xef\xbb\xbf') return undefined;
  const text = Buffer.from(bytes).toString('latin1');
  const body = text.indexOf('body');
  const head = body < 0 ? text : text.slice(0, body);
  const opening = scriptsStart.exec(head);
  if (!opening) return undefined;
  const content = opening.index + opening[0].length;
  const closing = scriptsEnd.exec(head.slice(content));
  if (!closing) return undefined;
  const isUsed = /<(?:\w+:)?(?:script|libraries)[\s>]/.test(head.slice(content, content + closing.index));
  const end = content + closing.index + closing[0].length;
  return isUsed ? { start: opening.index, end } : undefined;
}
