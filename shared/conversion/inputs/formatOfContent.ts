import type { Family } from '../formats/formatRow.ts';
import { type Format, formatList, formatNamed } from '../formats/formats.ts';
import type { Recognised } from './recogniseContent.ts';

/** Families in which the content decides, not the name: programs open a file by its content too. */
const families: readonly Family[] = ['text', 'spreadsheet', 'presentation', 'image'];

/**
 * The format of a file by its content, which must be of the family of its name.
 * @param named by the extension of its name
 * @returns undefined if the content is of another family
 */
export function formatOfContent(named: Format, found: Recognised): Format | undefined {
  if (matches(named, found)) return named;
  const text = named.alsoText?.find(({ looksLike }) => isText(found, looksLike));
  if (text) return formatNamed(text.as);
  if (!families.includes(named.family)) return undefined;
  return formatList.find((each) => each.family === named.family && isDistinct(each) && matches(each, found));
}

/** Any text is plain text, so plain text says nothing about the format. */
const isDistinct = ({ content }: Format) => content.container !== 'text' || content.looksLike !== 'plain';

function isText(found: Recognised, kind: string): boolean {
  return found.container === 'text' && found.parts.includes(kind);
}

function matches({ content }: Format, found: Recognised): boolean {
  switch (content.container) {
    case 'zip':
      return (
        found.container === 'zip' &&
        found.parts.length > 0 &&
        found.parts.every((part) => content.mainType.test(part))
      );
    case 'archive':
      return found.container === 'zip' && found.parts.length === 0;
    case 'ole2':
      return found.container === 'ole2' && content.streams.some((name) => found.parts.includes(name));
    case 'text':
      return isText(found, content.looksLike);
    case 'image':
      return found.container === 'image' && found.parts.includes(content.mime);
    case 'pdf':
      return found.container === 'pdf';
    case 'any':
      return true;
  }
}
