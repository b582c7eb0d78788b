import type { TextNodeTag, XmlNode } from 'easy-template-x';

/** How a section is cut out of the document, and how its iterations are inserted. */
export interface SectionStrategy {
  isApplicable(open: TextNodeTag, close: TextNodeTag, isCondition: boolean): boolean;
  splitBefore(
    open: TextNodeTag,
    close: TextNodeTag,
  ): { firstNode: XmlNode; nodesToRepeat: XmlNode[]; lastNode: XmlNode };
  mergeBack(iterations: XmlNode[][], first: XmlNode, last: XmlNode): void;
}
