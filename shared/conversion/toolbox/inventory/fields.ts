import type { Place } from './objects.ts';

/** A field of a text. */
interface Field {
  /** Its instruction, such as `INCLUDEPICTURE "https://…" \d`. */
  code: string;
  /** Whether its result, or that of a field in it, has a picture. */
  hasPicture: boolean;
}

/** The marks of a DOC: the start, separator and end of a field ([MS-DOC] 2.8.25), and a picture ([MS-DOC] 2.9.240). */
const marks = { start: '\x13', separator: '\x14', end: '\x15', picture: '\x01' } as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks are control characters
const mark = /[\x01\x08\x13-\x15]/g;
/** Characters of an instruction that are read. */
const codeLength = 4000;

/** The fields of a text with marks, each after those in it. */
function* fieldsIn(text: string): Generator<Field> {
  const open: { start: number; code?: string; hasPicture: boolean }[] = [];
  for (const { 0: found, index } of text.matchAll(mark)) {
    if (found === marks.start) open.push({ start: index + 1, hasPicture: false });
    const field = open.at(-1);
    if (!field || found === marks.start) continue;
    const code = field.code ?? text.slice(field.start, Math.min(index, field.start + codeLength));
    if (found === marks.separator) field.code = code;
    else if (found === marks.end) {
      open.pop();
      yield { code, hasPicture: field.hasPicture };
      const outer = open.at(-1);
      if (outer) outer.hasPicture ||= field.hasPicture;
    } else if (field.code !== undefined) field.hasPicture = true;
  }
}

/** Adds the objects that are fields of a DOC. @param text with marks */
export function addDocFields(place: Place, text: string): void {
  for (const { code, hasPicture } of fieldsIn(text)) {
    const [type = ''] = code.trim().split(/\s/, 1);
    // LibreOffice reads the formulas of the former equation editor.
    if (type === 'EMBED' && /\sEquation\./.test(code)) place.add('formula');
    else if (type === 'EMBED' || type === 'LINK') place.add(hasPicture ? 'object' : 'bareObject');
    else if (type === 'CONTROL') place.add('control');
    else if (type === 'FORMDROPDOWN') place.add('dropDown');
    // With the switch \d, LibreOffice ignores the picture.
    addLinked(place, code, hasPicture && !/\s\\d(?:\s|$)/.test(code));
  }
}

const fieldPart =
  /<w:fldChar\s[^<>]*w:fldCharType="(begin|separate|end)"|<w:instrText[^<>]*>([^<]*)|<w:fldSimple\s[^<>]*w:instr="([^"]*)"|<\/(w:fldSimple)>|<(?:a:blip|v:imagedata)\s/g;
const markOf: Readonly<Record<string, string>> = {
  begin: marks.start,
  separate: marks.separator,
  end: marks.end,
};

/** Adds the linked pictures of the fields of a DOCX (ECMA-376 part 1, 17.16). @param textOf reads the entities of XML */
export function addWordFields(place: Place, xml: string, textOf: (xml: string) => string): void {
  if (!xml.includes('INCLUDEPICTURE')) return;
  const parts = xml.matchAll(fieldPart).map(([, type, instruction, simple, end]) => {
    if (type) return markOf[type] ?? '';
    if (instruction !== undefined) return textOf(instruction);
    if (simple !== undefined) return `${marks.start}${textOf(simple)}${marks.separator}`;
    return end ? marks.end : marks.picture;
  });
  for (const { code, hasPicture } of fieldsIn([...parts].join(''))) addLinked(place, code, hasPicture);
}

/** Characters of a field in RTF that are searched. */
const fieldLength = 8000;

/** Adds the linked pictures of the fields of an RTF (version 1.9.1, “Fields”). */
export function addRtfFields(place: Place, text: string): void {
  for (const { 0: start, index } of text.matchAll(/\\fldinst\b(?=.{0,200}INCLUDEPICTURE)/gs)) {
    const [instruction = '', result = ''] = text
      .slice(index + start.length, index + fieldLength)
      .split('\\fldrslt', 2);
    addLinked(place, plain(instruction), /\\pict\b/.test(result));
  }
}

/** The text of RTF without control words and groups. */
const plain = (rtf: string) =>
  rtf.replace(/\\\\|\\[a-z]+-?\d* ?|\\\W|[{}\r\n]/g, (found) => (found === '\\\\' ? '\\' : ''));

const linked = /^\s*(?:INCLUDEPICTURE|LINK\s+\S+)\s+(?:\\[^\s"]+\s+)*(?:"([^"]+)"|([^\s\\"]\S*))/;

/** Adds the file that a field shows, if the document does not hold its picture (ECMA-376 part 1, 17.16.5.26 and 17.16.5.31). */
function addLinked(place: Place, code: string, hasPicture: boolean): void {
  const [, quoted, bare] = linked.exec(code) ?? [];
  const address = quoted ?? bare;
  if (address && !hasPicture) place.link(address.replaceAll('\\\\', '\\'));
}
