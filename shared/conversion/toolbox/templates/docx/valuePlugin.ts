import {
  ImagePlugin,
  officeMarkup,
  type ScopeData,
  type Tag,
  TagPlacement,
  TEXT_CONTENT_TYPE,
  type TemplateContext,
  TemplatePlugin,
  type TextNodeTag,
  type XmlGeneralNode,
  xml,
} from 'easy-template-x';
import { Hyperlink } from '../hyperlink.ts';
import { Picture } from '../picture.ts';
import { FilterFault, refusalOf } from '../refusals.ts';
import { textOf } from '../values.ts';
import { insertHyperlink } from './insertHyperlink.ts';
import { placeOf } from './place.ts';
import type { DocumentScope } from './scope.ts';

/** Replaces tags with text, images and links. */
export class ValuePlugin extends TemplatePlugin {
  readonly contentType = TEXT_CONTENT_TYPE;
  readonly #scope: DocumentScope;
  readonly #images = new ImagePlugin();

  constructor(scope: DocumentScope) {
    super();
    this.#scope = scope;
  }

  override async simpleTagReplacements(tag: Tag, _data: ScopeData, context: TemplateContext): Promise<void> {
    // Empty braces are not a tag.
    if (!tag.name) return;
    try {
      const value = await this.#scope.value(tag.name);
      if (value instanceof Picture) await this.#insertPicture(tag, value, context);
      else if (value instanceof Hyperlink) await this.#insertLink(tag, value, context);
      else this.#insertText(tag, writable(textOf(value)));
    } catch (error) {
      throw refusalOf(error, tag.rawText, placeOf(tag, context));
    }
  }

  #insertText(tag: Tag, text: string): void {
    this.#scope.countCharacters(text.length);
    if (tag.placement === TagPlacement.Attribute) {
      const { attributes } = tag.xmlNode;
      if (attributes)
        attributes[tag.attributeName] = attributes[tag.attributeName]?.replace(tag.rawText, () => text) ?? '';
    } else {
      // Each line adds a break, a text element and a text node.
      this.#scope.countNodes(3 * (text.split('\n').length - 1));
      insertLines(tag, text);
    }
  }

  async #insertLink(tag: Tag, link: Hyperlink, context: TemplateContext): Promise<void> {
    if (tag.placement !== TagPlacement.TextNode) throw new FilterFault('a link is only allowed in text');
    this.#scope.countCharacters(link.text.length);
    await insertHyperlink(tag, { target: link.target, text: writable(link.text) }, context);
  }

  async #insertPicture(tag: Tag, picture: Picture, context: TemplateContext): Promise<void> {
    const isPlaceholder = tag.placement === TagPlacement.Attribute;
    const { width, height } = picture.size(isPlaceholder ? boxOf(tag.xmlNode) : undefined);
    await declareDrawings(context);
    const alt = writable(picture.alt);
    const content = {
      _type: 'image',
      source: picture.bytes,
      format: picture.format,
      width,
      height,
      // The library inserts it unescaped into new markup, but as an attribute value into a placeholder.
      altText: isPlaceholder ? alt : xml.parser.encodeValue(alt),
    };
    await this.#images.simpleTagReplacements(
      tag,
      { getScopeData: () => content } as unknown as ScopeData,
      context,
    );
  }
}

/** Replaces a tag with text; line feeds become line breaks. */
function insertLines(tag: TextNodeTag, text: string): void {
  const wordText = officeMarkup.query.containingTextNode(tag.xmlTextNode);
  const [prefix] = wordText.nodeName.split(':');
  // In drawings, a line break must be between runs, not inside one.
  const [first = '', ...lines] = prefix === 'w' ? text.split('\n') : [text.replaceAll('\n', ' ')];
  tag.xmlTextNode.textContent = first;
  officeMarkup.modify.setSpacePreserveAttribute(wordText);
  const run = wordText.parentNode;
  if (run && lines.length > 0) {
    // The following nodes are detached and appended again: inserting before them is quadratic in the number of lines.
    const rest = run.childNodes?.splice(run.childNodes.indexOf(wordText) + 1) ?? [];
    for (const line of lines) {
      const next = xml.create.generalNode('w:t', { attributes: { 'xml:space': 'preserve' }, childNodes: [] });
      xml.modify.appendChild(next, xml.create.textNode(line));
      xml.modify.appendChild(run, xml.create.generalNode('w:br'));
      xml.modify.appendChild(run, next);
    }
    for (const node of rest) xml.modify.appendChild(run, node);
  }
  if (text === '') officeMarkup.modify.removeTag(tag);
}

/** Removes characters that XML 1.0 does not allow and converts line ends to line feeds. */
function writable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\x20-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

/** Size of a placeholder image in CSS pixels. */
function boxOf(properties: XmlGeneralNode): { width: number; height: number } | undefined {
  const extent = properties.parentNode?.childNodes?.find(({ nodeName }) => nodeName === 'wp:extent');
  const { cx, cy } = (extent as XmlGeneralNode | undefined)?.attributes ?? {};
  const [width, height] = [Number(cx) / 9525, Number(cy) / 9525];
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Declares the namespace prefixes of drawings, which documents without drawings may lack. */
async function declareDrawings({ currentPart }: TemplateContext): Promise<void> {
  const root = (await currentPart.xmlRoot()) as XmlGeneralNode;
  root.attributes ??= {};
  root.attributes['xmlns:wp'] ??= 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing';
  root.attributes['xmlns:r'] ??= 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
}
