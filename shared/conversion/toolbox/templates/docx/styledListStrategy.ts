import { officeMarkup, type TextNodeTag, type XmlNode, XmlNodeType, xml } from 'easy-template-x';
import type { SectionStrategy } from './sectionStrategy.ts';

/**
 * For a loop in list items that are items because of their paragraph style: repeats the items. The library recognises only those
 * with list properties of their own.
 */
export class StyledListStrategy implements SectionStrategy {
  readonly #listStyles: ReadonlySet<string>;

  /** @param listStyles ids of the paragraph styles of list items */
  constructor(listStyles: ReadonlySet<string>) {
    this.#listStyles = listStyles;
  }

  isApplicable(open: TextNodeTag, close: TextNodeTag, isCondition: boolean): boolean {
    if (isCondition || open.options?.loopOver) return false;
    const [first, last] = [paragraphOf(open), paragraphOf(close)];
    return first.parentNode === last.parentNode && this.#isStyledItem(first) && this.#isStyledItem(last);
  }

  splitBefore(open: TextNodeTag, close: TextNodeTag) {
    const [firstNode, lastNode] = [paragraphOf(open), paragraphOf(close)];
    xml.modify.remove(open.xmlTextNode);
    xml.modify.remove(close.xmlTextNode);
    return { firstNode, nodesToRepeat: xml.query.siblingsInRange(firstNode, lastNode), lastNode };
  }

  mergeBack(iterations: XmlNode[][], first: XmlNode, last: XmlNode): void {
    for (const node of iterations.flat()) xml.modify.insertBefore(node, first);
    xml.modify.removeSiblings(first, last);
    xml.modify.remove(first);
    if (first !== last) xml.modify.remove(last);
  }

  #isStyledItem(paragraph: XmlNode): boolean {
    const properties = officeMarkup.query.findParagraphPropertiesNode(paragraph);
    const style = xml.query.findByPath(properties, XmlNodeType.General, 'w:pStyle')?.attributes?.['w:val'];
    return style !== undefined && this.#listStyles.has(style);
  }
}

const paragraphOf = (tag: TextNodeTag) => officeMarkup.query.containingParagraphNode(tag.xmlTextNode);
