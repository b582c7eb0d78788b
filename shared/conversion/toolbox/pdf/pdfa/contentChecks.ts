import { PDFDict, PDFName, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import { actualText } from '../glyphs/actualText.ts';
import type { Check, TextState } from './check.ts';
import { checkColourSpace, checkDevice } from './colourSpaces.ts';
import { type Operand, type Operation, operationsOf } from './contentStream.ts';
import { codesOf, useOf } from './fonts/fontCodes.ts';
import { checkGraphicsState } from './graphicsState.ts';
import { checkImage, checkIntent } from './images.ts';
import { notPossible, quoted } from './notPossible.ts';
import { bytesOf, dictOf, entryOf, has, itemsOf, nameOf, removeKeys } from './objects.ts';
import { nameIn, shownTexts } from './operands.ts';

/** Nesting limit of graphics states (ISO 32000-1, annex C). */
const maximumDepth = 28;

/** Checks the operands of an operator. */
type Handler = (operands: Operand[], run: Run) => void;
interface Run {
  resources: PDFDict | undefined;
  check: Check;
  text: TextState;
  saved: TextState[];
  /** Replacement texts of the open marked-content sequences. */
  marks: (string | undefined)[];
}

const knownOperators = new Set(
  `b B b* B* BDC BMC BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri s S SC sc
   SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' " BT BI`.split(/\s+/),
);

const handlers: Readonly<Record<string, Handler>> = {
  q: (_, run) => {
    run.saved.push({ ...run.text });
    if (run.saved.length > maximumDepth)
      throw notPossible(`graphics states are nested more than ${maximumDepth} levels deep`);
  },
  Q: (_, run) => {
    run.text = run.saved.pop() ?? run.text;
  },
  CS: ([space], run) => colourSpace(space, run),
  cs: ([space], run) => colourSpace(space, run),
  SCN: (operands, run) => pattern(operands.at(-1), run),
  scn: (operands, run) => pattern(operands.at(-1), run),
  sh: ([name], run) => checkShading(named('Shading', name, run), run),
  RG: (_, run) => checkDevice('DeviceRGB', run.resources, run.check),
  rg: (_, run) => checkDevice('DeviceRGB', run.resources, run.check),
  K: (_, run) => checkDevice('DeviceCMYK', run.resources, run.check),
  k: (_, run) => checkDevice('DeviceCMYK', run.resources, run.check),
  G: (_, run) => checkDevice('DeviceGray', run.resources, run.check),
  g: (_, run) => checkDevice('DeviceGray', run.resources, run.check),
  ri: ([intent], _run) => checkIntent(nameIn(intent)),
  gs: ([name], run) => {
    const state = named('ExtGState', name, run);
    if (!(state instanceof PDFDict)) throw notPossible('a graphics state is damaged');
    const mask = checkGraphicsState(state, run.check);
    if (mask) checkForm(mask, run);
    const [font] = itemsOf(entryOf(state, 'Font'));
    if (font instanceof PDFDict) run.text.font = font;
  },
  Do: ([name], run) => drawObject(named('XObject', name, run), run),
  Tf: ([name], run) => {
    const font = named('Font', name, run);
    if (!(font instanceof PDFDict)) throw notPossible('a font is damaged');
    run.text.font = font;
  },
  Tr: ([mode], run) => {
    run.text.mode = Number(mode);
  },
  BMC: (_, run) => {
    run.marks.push(run.marks.at(-1));
  },
  BDC: ([, properties], run) => {
    markedContent(properties, run);
    run.marks.push(actualText(properties) ?? run.marks.at(-1));
  },
  EMC: (_, run) => {
    run.marks.pop();
  },
  DP: ([, properties], run) => markedContent(properties, run),
  BI: ([image], run) => inlineImage(image, run),
};

/**
 * Checks a content stream and its resources (ISO 19005-1, 6.2; 19005-2, 6.2), and repairs what can be repaired.
 * @param text initial text state
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkContent(
  bytes: Uint8Array,
  resources: PDFDict | undefined,
  text: TextState,
  check: Check,
): void {
  const run: Run = { resources, check, text: { ...text }, saved: [], marks: [] };
  for (const operation of operationsOf(bytes)) {
    checkOperation(operation, check);
    const { operator, operands } = operation;
    handlers[operator]?.(operands, run);
    for (const text of shownTexts(operator, operands) ?? []) show(text, run);
  }
}

function checkOperation({ operator, operands }: Operation, { part }: Check): void {
  if (!knownOperators.has(operator))
    throw notPossible(`a page uses the unknown operator ${quoted(operator)}`);
  for (const each of operands) checkLimits(each, part);
}

/** Limits of numbers, names and strings (ISO 32000-1, annex C; PDF Reference 1.4, appendix C). */
function checkLimits(operand: Operand, part: number): void {
  const largest = part === 1 ? 32_767 : 3.403e38;
  if (typeof operand === 'number') {
    const limit = Number.isInteger(operand) ? 2_147_483_647 : largest;
    const vanishing = part > 1 && operand !== 0 && Math.abs(operand) < 1.175e-38;
    if (Math.abs(operand) > limit || vanishing) throw notPossible('a number is too large or too small');
  } else if (operand === null || typeof operand === 'boolean') return;
  else if ('bytes' in operand && operand.bytes.length > (part === 1 ? 65_535 : 32_767))
    throw notPossible('a text is too long');
  else if ('name' in operand && operand.name.length > 127) throw notPossible('a name is too long');
  else if ('items' in operand) {
    if (part === 1 && operand.items.length > 8_191) throw notPossible('a list is too long');
    for (const each of operand.items) checkLimits(each, part);
  } else if ('entries' in operand) for (const each of operand.entries.values()) checkLimits(each, part);
}

/** A resource by type and name. */
function named(kind: string, operand: Operand | undefined, { resources }: Run): PDFObject {
  const name = nameIn(operand) ?? '';
  const all = resources && dictOf(resources, kind);
  const found = all && entryOf(all, name);
  if (!found) throw notPossible(`a page uses the resource ${quoted(name)}, which is missing`);
  return found;
}

function colourSpace(operand: Operand | undefined, { resources, check }: Run): void {
  const name = nameIn(operand);
  if (name === undefined) throw notPossible('a colour space is damaged');
  checkColourSpace(PDFName.of(name), resources, check);
}

function pattern(operand: Operand | undefined, run: Run): void {
  if (nameIn(operand) === undefined) return;
  const found = named('Pattern', operand, run);
  const { check } = run;
  if (found instanceof PDFRawStream) {
    if (check.seen.has(found)) return;
    check.seen.add(found);
    checkContent(bytesOf(found), dictOf(found.dict, 'Resources'), { font: undefined, mode: 0 }, check);
    return;
  }
  if (!(found instanceof PDFDict)) throw notPossible('a pattern is damaged');
  const state = dictOf(found, 'ExtGState');
  const mask = state && checkGraphicsState(state, check);
  if (mask) checkForm(mask, run);
  checkShading(entryOf(found, 'Shading'), run);
}

function checkShading(shading: PDFObject | undefined, { resources, check }: Run): void {
  const dict = shading instanceof PDFRawStream ? shading.dict : shading;
  if (!(dict instanceof PDFDict)) throw notPossible('a gradient is damaged');
  checkColourSpace(entryOf(dict, 'ColorSpace'), resources, check);
}

function drawObject(object: PDFObject, run: Run): void {
  if (!(object instanceof PDFRawStream)) throw notPossible('an XObject is damaged');
  const kind = nameOf(object.dict, 'Subtype');
  if (kind === 'Image') checkImage(object, run.resources, run.check);
  else if (kind === 'Form') checkForm(object, run);
  else throw notPossible('it contains PostScript');
}

/**
 * Checks a form XObject, which inherits the text state at the place where it is drawn.
 * @throws DocumentRefused `pdfa_not_possible`
 */
export function checkForm(form: PDFRawStream, { check, text }: Pick<Run, 'check' | 'text'>): void {
  const { dict } = form;
  const before = check.forms.get(form) ?? [];
  if (before.some(({ font, mode }) => font === text.font && mode === text.mode)) return;
  check.forms.set(form, [...before, { ...text }]);
  if (has(dict, 'PS') || nameOf(dict, 'Subtype2') === 'PS') throw notPossible('it contains PostScript');
  if (has(dict, 'Ref')) throw notPossible('it shows a page of another file');
  removeKeys(dict, 'OPI', 'Metadata', 'PieceInfo');
  checkGroup(dict, check);
  checkContent(bytesOf(form), dictOf(dict, 'Resources'), text, check);
}

/** Checks the blending colour space of a transparency group. */
export function checkGroup(holder: PDFDict, check: Check): void {
  const group = dictOf(holder, 'Group');
  if (!group || nameOf(group, 'S') !== 'Transparency') return;
  check.groups.add(holder);
  const space = entryOf(group, 'CS');
  if (space !== undefined) checkColourSpace(space, undefined, check);
}

function show(shown: Uint8Array, { text, check, marks }: Run): void {
  const { font, mode } = text;
  if (!font) throw notPossible('a text has no font');
  const use = useOf(font, check.fonts);
  const actual = marks.at(-1);
  for (const code of codesOf(font, shown)) {
    use.codes.add(code);
    if (actual !== undefined) use.texts.set(code, (use.texts.get(code) ?? new Set()).add(actual));
  }
  if (mode !== 3) use.visible = true;
  if (nameOf(font, 'Subtype') === 'Type3') checkType3Font(font, check);
}

/** Checks a Type 3 font, in which each glyph is a content stream. */
function checkType3Font(font: PDFDict, check: Check): void {
  if (check.seen.has(font)) return;
  check.seen.add(font);
  const drawings = dictOf(font, 'CharProcs');
  for (const key of drawings?.keys() ?? []) {
    const drawn = drawings?.lookup(key);
    if (!(drawn instanceof PDFRawStream)) throw notPossible('a glyph is damaged');
    checkContent(bytesOf(drawn), dictOf(font, 'Resources'), { font: undefined, mode: 0 }, check);
  }
}

function markedContent(properties: Operand | undefined, run: Run): void {
  if (nameIn(properties) !== undefined) named('Properties', properties, run);
}

/** Checks an inline image, whose keys may be abbreviated (ISO 32000-1, table 93). */
function inlineImage(image: Operand | undefined, { resources, check }: Run): void {
  if (!(typeof image === 'object' && image && 'entries' in image)) return;
  const get = (...names: string[]) =>
    names.map((each) => image.entries.get(each)).find((each) => each !== undefined);
  const filter = get('F', 'Filter');
  const filters = filter && typeof filter === 'object' && 'items' in filter ? filter.items : [filter];
  const allowed = /^(AHx|A85|Fl|RL|CCF|DCT|(ASCIIHex|ASCII85|Flate|RunLength|CCITTFax|DCT)Decode)$/;
  for (const each of filters)
    if (each !== undefined && !allowed.test(nameIn(each) ?? ''))
      throw notPossible('an image uses a filter that PDF/A does not allow');
  if (get('I', 'Interpolate') === true) throw notPossible('an inline image is interpolated');
  checkIntent(nameIn(get('Intent')));
  const space = get('CS', 'ColorSpace');
  if (space === undefined || get('IM', 'ImageMask') === true) return;
  const bits = get('BPC', 'BitsPerComponent');
  if (bits !== undefined && ![1, 2, 4, 8, ...(check.part > 1 ? [16] : [])].includes(Number(bits)))
    throw notPossible(`an image has ${String(bits)} bits per colour`);
  const base = typeof space === 'object' && space && 'items' in space ? space.items[1] : space;
  const name = nameIn(base);
  if (name === undefined) throw notPossible('a colour space is damaged');
  checkColourSpace(PDFName.of(name), resources, check);
}
