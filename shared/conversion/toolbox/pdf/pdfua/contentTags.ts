import { PDFDict, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import { type Operand, type Operation, operationsOf } from '../pdfa/contentStream.ts';
import { codesOf, type FontUse, useOf } from '../pdfa/fonts/fontCodes.ts';
import { bytesOf, dictOf, entryOf, has, itemsOf, nameOf } from '../pdfa/objects.ts';
import { nameIn, shownTexts } from '../pdfa/operands.ts';
import { currentMark, type Graphics, noText, type Run, type Span, type Start } from './contentRun.ts';
import { markOf, markOfForm, type Place, resourceOf } from './markedContent.ts';
import { notAccessible } from './notAccessible.ts';
import type { StructureTree } from './structureTree.ts';

/** Limits: nested forms, and bytes of content that are read, in all. */
const limits = { depth: 32, bytes: 256 * 1024 ** 2 };
/** What a stream counts besides its bytes. */
const bytesOfStart = 100;

const pathStarts = new Set(['m', 're']);
const pathPaints = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);

/** Reads the content of pages, forms and appearances: what is tagged, and which fonts show which codes. */
export class ContentTags {
  readonly fonts = new Map<PDFDict, FontUse>();
  private readonly tree: StructureTree;
  private readonly dropsPictures: boolean;
  /** The graphics of forms, by how they are drawn. Also ends the recursion of a form that draws itself. */
  private readonly forms = new Map<PDFRawStream, Map<string, Graphics>>();
  private readonly tagged = new Set<PDFRawStream>();
  /** Patterns and Type 3 fonts that have been read. */
  private readonly seen = new Set<PDFObject>();
  private readonly fontNumbers = new Map<PDFDict | undefined, number>();
  private left = limits.bytes;

  /** @param options.dropsPictures whether an untagged picture becomes an artifact, like other untagged graphics */
  constructor(tree: StructureTree, options: { dropsPictures: boolean }) {
    this.tree = tree;
    this.dropsPictures = options.dropsPictures;
  }

  /** @returns the untagged graphics of a page. @throws DocumentRefused `pdfua_not_possible` for other untagged content */
  page(at: Place, bytes: Uint8Array): Span[] {
    return this.read(bytes, { ...at, text: noText(), outer: undefined, depth: 0 }).spans;
  }

  /** Reads the appearance of an annotation on a page. */
  appearance(form: PDFRawStream, page: Place): void {
    this.draw(form, { ...page, text: noText(), outer: 'free', depth: 0 });
  }

  private read(bytes: Uint8Array, start: Start): Graphics {
    this.left -= bytes.length + bytesOfStart;
    if (this.left < 0 || start.depth > limits.depth)
      throw notAccessible(`the drawings${start.place} are too many, or nested too deeply`);
    const found: Graphics = { spans: [], hasTags: has(start.owner, 'StructParents') };
    const run: Run = { ...start, text: { ...start.text }, saved: [], marks: [], path: undefined, found };
    for (const operation of operationsOf(bytes)) this.step(operation, run);
    if (run.marks.length > 0) throw notAccessible(`marked content${run.place} does not end`);
    return found;
  }

  private step({ operator, operands, from, to }: Operation, run: Run): void {
    const texts = shownTexts(operator, operands);
    if (texts) this.show(texts, run);
    else if (pathStarts.has(operator)) run.path ??= from;
    else if (pathPaints.has(operator)) {
      this.paint([run.path ?? from, to], run);
      run.path = undefined;
    } else if (operator === 'n') run.path = undefined;
    else if (operator === 'sh') this.paint([from, to], run);
    else if (operator === 'BI') this.paintPicture([from, to], run);
    else if (operator === 'Do') this.drawObject(operands[0], [from, to], run);
    else if (operator === 'BMC' || operator === 'BDC')
      run.marks.push(markOf(operands, currentMark(run), run, this.tree));
    else if (operator === 'EMC') {
      if (run.marks.length === 0) throw notAccessible(`marked content${run.place} ends before it begins`);
      run.marks.pop();
    } else if (operator === 'q') run.saved.push({ ...run.text });
    else if (operator === 'Q') run.text = run.saved.pop() ?? run.text;
    else if (operator === 'Tr') run.text.mode = Number(operands[0]);
    else if (operator === 'Tf') run.text.font = dictOrNone(resourceOf('Font', operands[0], run));
    else if (operator === 'gs') this.changeState(resourceOf('ExtGState', operands[0], run), run);
    else if (operator === 'scn' || operator === 'SCN') this.readPattern(operands.at(-1), run);
  }

  private paint(span: Span, run: Run): void {
    if (currentMark(run) === undefined) run.found.spans.push(span);
  }

  private paintPicture(span: Span, run: Run): void {
    if (!this.dropsPictures && currentMark(run) === undefined)
      throw notAccessible(`a picture${run.place} has no tag and is not marked as an artifact`);
    this.paint(span, run);
  }

  private drawObject(name: Operand | undefined, span: Span, run: Run): void {
    const object = resourceOf('XObject', name, run);
    if (!(object instanceof PDFRawStream)) return;
    if (nameOf(object.dict, 'Subtype') === 'Image') this.paintPicture(span, run);
    if (nameOf(object.dict, 'Subtype') !== 'Form') return;
    const { spans, hasTags } = this.draw(object, { ...run, outer: currentMark(run) });
    if (hasTags) run.found.hasTags = true;
    if (spans.length === 0) return;
    if (hasTags) throw notAccessible(`a drawing${run.place} has graphics with and without tags`);
    run.found.spans.push(span);
  }

  private draw(form: PDFRawStream, around: Start): Graphics {
    const { dict } = form;
    const { place, text } = around;
    if (has(dict, 'Ref')) throw notAccessible(`a drawing${place} is a page of another file`);
    if (this.tagged.has(form))
      throw notAccessible(`a drawing with tags of its own${place} is drawn more than once`);
    const outer = markOfForm(dict, around.outer, place, this.tree);
    const known = this.forms.get(form) ?? new Map<string, Graphics>();
    this.forms.set(form, known);
    const number = this.fontNumbers.get(text.font) ?? this.fontNumbers.size;
    this.fontNumbers.set(text.font, number);
    const key = `${outer} ${text.mode} ${number}`;
    const before = known.get(key);
    if (before) return before;
    known.set(key, { spans: [], hasTags: false });
    const resources = dictOf(dict, 'Resources') ?? around.resources;
    const found = this.read(bytesOf(form), {
      owner: dict,
      resources,
      place,
      text,
      outer,
      depth: around.depth + 1,
    });
    if (found.hasTags) this.tagged.add(form);
    known.set(key, found);
    return found;
  }

  private show(texts: readonly Uint8Array[], run: Run): void {
    const { font, mode } = run.text;
    if (currentMark(run) === undefined) throw notAccessible(`a text${run.place} has no tag`);
    if (!font) throw notAccessible(`a text${run.place} has no font`);
    const use = useOf(font, this.fonts);
    for (const text of texts) for (const code of codesOf(font, text)) use.codes.add(code);
    if (mode !== 3) use.visible = true;
    if (nameOf(font, 'Subtype') !== 'Type3' || this.seen.has(font)) return;
    this.seen.add(font);
    const glyphs = dictOf(font, 'CharProcs');
    for (const glyph of glyphs?.keys() ?? [])
      this.readFree(glyphs?.lookup(glyph), dictOf(font, 'Resources'), run);
  }

  private changeState(state: PDFObject | undefined, run: Run): void {
    if (!(state instanceof PDFDict)) return;
    const [font] = itemsOf(entryOf(state, 'Font'));
    if (font instanceof PDFDict) run.text.font = font;
    const mask = dictOf(state, 'SMask');
    const form = mask && entryOf(mask, 'G');
    if (form instanceof PDFRawStream) this.draw(form, { ...run, outer: 'free' });
  }

  private readPattern(name: Operand | undefined, run: Run): void {
    const pattern = nameIn(name) === undefined ? undefined : resourceOf('Pattern', name, run);
    if (!(pattern instanceof PDFRawStream) || this.seen.has(pattern)) return;
    this.seen.add(pattern);
    this.readFree(pattern, dictOf(pattern.dict, 'Resources'), run);
  }

  /** Reads a glyph or pattern, which has no tags, for the fonts that it uses. */
  private readFree(stream: PDFObject | undefined, resources: PDFDict | undefined, run: Run): void {
    if (!(stream instanceof PDFRawStream)) return;
    const start = {
      owner: stream.dict,
      resources: resources ?? run.resources,
      text: noText(),
      depth: run.depth + 1,
    };
    this.read(bytesOf(stream), { ...start, outer: 'free', place: run.place });
  }
}

const dictOrNone = (value: PDFObject | undefined) => (value instanceof PDFDict ? value : undefined);
