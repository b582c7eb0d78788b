const tag = /<(\/?)w:(p|txbxContent)(?=[\s/>])[^>]*?(\/?)>/g;

/**
 * WordprocessingML with the paragraphs of text boxes after the paragraph that anchors them, and without text frames. LibreOffice
 * writes neither into plain text.
 * @param xml a part of a DOCX
 */
export function framesAsText(xml: string): string {
  if (!/<w:(?:framePr|txbxContent)(?=[\s/>])/.test(xml)) return xml;
  const bare = xml
    .replace(/<mc:Fallback(?=[\s>]).*?<\/mc:Fallback>/gs, '')
    .replace(/<w:framePr(?=[\s/>])[^>]*>/g, '');
  return bare.includes('<w:txbxContent') ? withBoxesAfterParagraphs(bare) : bare;
}

function withBoxesAfterParagraphs(xml: string): string {
  let result = '';
  /** Content of text boxes that follows the current outermost paragraph. */
  let waiting = '';
  let end = 0;
  let boxStart = 0;
  const depth = { p: 0, txbxContent: 0 };
  for (const { 0: found, 1: closing, 2: name, 3: empty, index } of xml.matchAll(tag)) {
    const element = name as keyof typeof depth;
    if (empty) continue;
    if (element === 'txbxContent') {
      if (!closing && depth.txbxContent++ === 0) {
        boxStart = index + found.length;
        result += xml.slice(end, index);
      }
      if (closing && --depth.txbxContent === 0) {
        waiting += framesAsText(xml.slice(boxStart, index));
        end = index + found.length;
      }
    } else if (depth.txbxContent === 0) {
      depth.p += closing ? -1 : 1;
      if (closing && depth.p === 0 && waiting) {
        result += xml.slice(end, index + found.length) + waiting;
        end = index + found.length;
        waiting = '';
      }
    }
  }
  return result + xml.slice(end);
}
