import {
  officeMarkup,
  RelType,
  type TemplateContext,
  type TextNodeTag,
  type XmlGeneralNode,
  xml,
} from 'easy-template-x';

const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Replaces a tag with a link in the tag's formatting. Other content of its run stays beside it. */
export async function insertHyperlink(
  tag: TextNodeTag,
  link: { target: string; text: string },
  { currentPart }: TemplateContext,
): Promise<void> {
  const id = await currentPart.rels.add(link.target, RelType.Link, 'External');
  const wordText = officeMarkup.query.containingTextNode(tag.xmlTextNode);
  const run = officeMarkup.query.containingRunNode(tag.xmlTextNode);
  const properties = run.childNodes?.find((node) => officeMarkup.query.isRunPropertiesNode(node));

  const after = xml.create.cloneNode(run, false) as XmlGeneralNode;
  const linked = xml.create.cloneNode(run, false) as XmlGeneralNode;
  const rest = run.childNodes?.slice(run.childNodes.indexOf(wordText) + 1) ?? [];
  for (const part of [after, linked])
    if (properties) xml.modify.appendChild(part, xml.create.cloneNode(properties, true));
  for (const node of rest) {
    xml.modify.remove(node);
    xml.modify.appendChild(after, node);
  }
  xml.modify.remove(wordText);
  tag.xmlTextNode.textContent = link.text;
  officeMarkup.modify.setSpacePreserveAttribute(wordText);
  xml.modify.appendChild(linked, wordText);

  const hyperlink = xml.create.generalNode('w:hyperlink', {
    attributes: { 'xmlns:r': namespace, 'r:id': id, 'w:history': '1' },
    childNodes: [],
  });
  xml.modify.appendChild(hyperlink, linked);
  xml.modify.insertAfter(hyperlink, run);
  if (rest.length > 0) xml.modify.insertAfter(after, hyperlink);
}
