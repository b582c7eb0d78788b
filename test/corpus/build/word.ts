import type { WordContent } from '../features/wordObjects.ts';
import { namespaces, office, packageOf, xml } from './package.ts';

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

export function wordOf({ body, relations = [], parts = {} }: WordContent): Promise<Buffer> {
  const section =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>';
  return packageOf('word/document.xml', {
    'word/document.xml': {
      type: `${office}.wordprocessingml.document.main+xml`,
      content: `${xml}<w:document xmlns:w="${word}" ${namespaces} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>${body}${section}</w:body></w:document>`,
      relations,
    },
    ...parts,
  });
}
