/** What the parts of all three office formats have in common. */
import { contentTypes, type Parts, zipOf } from '../../conversion/ooxml.ts';

export const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Text as XML. */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A package. @param types path of a part → its content type, without the common prefix and suffix */
export function packageOf(types: Record<string, string>, parts: Parts): Promise<Buffer> {
  const media = [
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ].map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
  return zipOf({
    '[Content_Types].xml': contentTypes(types).replace('<Override', `${media.join('')}<Override`),
    ...parts,
  });
}
