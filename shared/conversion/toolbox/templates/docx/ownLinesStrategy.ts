import { officeMarkup, type TextNodeTag, type XmlGeneralNode, type XmlNode, xml } from 'easy-template-x';
import { textOf } from './place.ts';
import type { SectionStrategy } from './sectionStrategy.ts';

/**
 * For a section whose tags are each alone in a paragraph: repeats the content between them and removes the two paragraphs,
 * so that no empty lines remain.
 */
export class OwnLinesStrategy implements SectionStrategy {
  isApplicable(open: TextNodeTag, close: TextNodeTag): boolean {
    if (open.options?.loopOver) return false;
    const [first, last] = [paragraphOf(open), paragraphOf(close)];
    return (
      first !== last && first.parentNode === last.parentNode && isAlone(open, first) && isAlone(close, last)
    );
  }

  splitBefore(open: TextNodeTag, close: TextNodeTag) {
    const [firstNode, lastNode] = [paragraphOf(open), paragraphOf(close)];
    const nodesToRepeat = xml.query.siblingsInRange(firstNode, lastNode).slice(1, -1);
    xml.modify.removeSiblings(firstNode, lastNode);
    return { firstNode, nodesToRepeat, lastNode };
  }

  mergeBack(iterations: XmlNode[][], first: XmlNode, last: XmlNode): void {
    const parent = last.parentNode as XmlNode;
    const siblings = parent.childNodes as XmlNode[];
    const at = siblings.indexOf(last);
    let index = at;
    for (const node of iterations.flat()) xml.modify.insertChild(parent, node, index++);
    xml.modify.remove(first);
    xml.modify.remove(last);
    mustEndInParagraph(parent);
  }
}

/** Whether a paragraph contains only the tag: no other text, image or section break. */
function isAlone(tag: TextNodeTag, paragraph: XmlGeneralNode): boolean {
  return (
    textOf(paragraph).trim() === tag.rawText.trim() && !has(paragraph, /^w:(drawing|pict|object|sectPr|br)$/)
  );
}

function has(node: XmlNode, names: RegExp): boolean {
  return names.test(node.nodeName) || (node.childNodes ?? []).some((child) => has(child, names));
}

/** A cell, header or footer must end with a paragraph, which may be empty (ECMA-376, 17.4.65). */
function mustEndInParagraph(parent: XmlNode): void {
  if (parent.nodeName === 'w:body' || parent.nodeName === 'iteration') return;
  const last = parent.childNodes?.filter((child) => xml.query.isGeneralNode(child)).at(-1);
  if (last?.nodeName !== 'w:p') xml.modify.appendChild(parent, xml.create.generalNode('w:p'));
}

function paragraphOf(tag: TextNodeTag): XmlGeneralNode {
  return officeMarkup.query.containingParagraphNode(tag.xmlTextNode);
}
