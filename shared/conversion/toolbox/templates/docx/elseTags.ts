import {
  Delimiters,
  officeMarkup,
  type ScopeData,
  type Tag,
  TagPlacement,
  type TemplateContext,
  TemplateExtension,
  type TextNodeTag,
  xml,
} from 'easy-template-x';
import { templateError } from '../refusals.ts';
import { placeOf, textOf } from './place.ts';

/**
 * Rewrites `{#if a}…{else}…{/}` as two sections, because the library has no `else`. Also checks that each closing tag names
 * its opening tag, which the library does not.
 */
export class ElseTags extends TemplateExtension {
  readonly #delimiters: Delimiters;

  constructor(delimiters: Partial<Delimiters>) {
    super();
    this.#delimiters = new Delimiters(delimiters);
  }

  async execute(_data: ScopeData, context: TemplateContext): Promise<void> {
    const open: Tag[] = [];
    for (const tag of this.utilities.compiler.parseTags(await context.currentPart.xmlRoot())) {
      if (tag.disposition === 'Open') open.push(tag);
      else if (tag.disposition === 'Close') mustClose(tag, open.pop(), context);
      else if (/^els(e\s*)?if\b/.test(tag.name))
        throw templateError(
          `${tag.rawText} is not supported in Word documents: use {else}{#if …}…{/if}; ${placeOf(tag, context)}.`,
        );
      else if (tag.name === 'else') this.#split(tag, open.at(-1), context);
    }
  }

  #split(tag: Tag, opening: Tag | undefined, context: TemplateContext): void {
    const place = placeOf(tag, context);
    if (tag.placement !== TagPlacement.TextNode || opening?.placement !== TagPlacement.TextNode)
      throw templateError(`${tag.rawText} is not inside a section; ${place}.`);
    if (cellOf(tag) !== cellOf(opening))
      throw templateError(
        `${tag.rawText} is in another cell than ${opening.rawText}: use a separate row with {#unless …}; ${place}.`,
      );
    const { tagStart, tagEnd, containerTagOpen, containerTagClose } = this.#delimiters;
    const ends = `${tagStart}${containerTagClose}${tagEnd}`;
    const begins = `${tagStart}${containerTagOpen}else ${opening.name}${tagEnd}`;
    const paragraph = officeMarkup.query.containingParagraphNode(tag.xmlTextNode);
    const isAlone = textOf(paragraph).trim() === tag.rawText.trim();
    if (isAlone) {
      // Both tags get their own paragraph, as the original tag had.
      tag.xmlTextNode.textContent = ends;
      const before = xml.create.cloneNode(paragraph, true);
      xml.modify.insertBefore(before, paragraph);
      tag.xmlTextNode.textContent = begins;
    } else tag.xmlTextNode.textContent = ends + begins;
  }
}

/** `{/items}` closes `{#items}`, `{#each in items}`, …; `{/}` closes the innermost section. */
function mustClose(tag: Tag, opening: Tag | undefined, context: TemplateContext): void {
  if (!opening) throw templateError(`${tag.rawText} has no opening tag; ${placeOf(tag, context)}.`);
  if (!opening.name.includes(tag.name))
    throw templateError(`${tag.rawText} does not match ${opening.rawText}; ${placeOf(tag, context)}.`);
}

const cellOf = ({ xmlTextNode }: TextNodeTag) => officeMarkup.query.containingTableCellNode(xmlTextNode);
