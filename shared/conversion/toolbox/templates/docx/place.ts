import { officeMarkup, type Tag, TagPlacement, type TemplateContext, type XmlNode } from 'easy-template-x';
import { shortened } from '../refusals.ts';

/** Describes the location of a tag for the author: part of the document and paragraph. */
export function placeOf(tag: Tag, { currentPart }: Pick<TemplateContext, 'currentPart'>): string {
  const part = partOf(currentPart.path);
  if (tag.placement !== TagPlacement.TextNode) return `in ${part}`;
  const paragraph = officeMarkup.query.containingParagraphNode(tag.xmlTextNode);
  const text = paragraph ? textOf(paragraph) : '';
  return text.trim() === tag.rawText.trim() ? `in ${part}` : `in ${part}, in “${shortened(text)}”`;
}

/** Readable name of a part of the package. */
function partOf(path: string): string {
  return `the ${/(header|footer|chart)\d*\.xml$/.exec(path)?.[1] ?? 'document'}`;
}

/** The text of a node and its descendants. */
export function textOf(node: XmlNode): string {
  const own = 'textContent' in node && typeof node.textContent === 'string' ? node.textContent : '';
  return own + (node.childNodes ?? []).map(textOf).join('');
}
