import type { FontClass } from '../fontTable.ts';

/** The characters and fonts of a document. */
export interface DocumentFonts {
  /** Code points from U+0250 on. */
  characters: Set<number>;
  /** The used fonts by name, with the class that the document describes, if it does. */
  used: Map<string, FontClass | undefined>;
  /** Names of fonts that the document embeds. */
  embedded: Set<string>;
}

/** What a document says about a font. */
interface Description {
  family?: string | undefined;
  fixed?: boolean | undefined;
  /** Ten bytes in hexadecimal (OpenType, `OS/2`). */
  panose?: string | undefined;
}

/** Names of families in OOXML and RTF, and in OpenDocument. */
const families: Readonly<Record<string, FontClass>> = { modern: 'fixed', swiss: 'sans', roman: 'serif' };

/** The class of a font by its description. */
export function classOf({ family = '', fixed, panose = '' }: Description): FontClass | undefined {
  if (fixed) return 'fixed';
  return families[family] ?? classOfPanose(panose);
}

/** PANOSE: family 2 is Latin text, proportion 9 is monospaced, and serif styles from 11 on have no serifs. */
function classOfPanose(panose: string): FontClass | undefined {
  const [family = 0, serifs = 0, , proportion = 0] = Buffer.from(panose, 'hex');
  if (family !== 2) return undefined;
  if (proportion === 9) return 'fixed';
  if (serifs < 2) return undefined;
  return serifs >= 11 ? 'sans' : 'serif';
}

/** The class in a byte of Windows' `LOGFONT`: the pitch in its lower and the family in its upper half. */
export function classOfPitchAndFamily(byte: number): FontClass | undefined {
  return (byte & 3) === 1 ? 'fixed' : classOfFamily((byte >> 4) & 7);
}

/** The class of a family's number, as in Windows' `LOGFONT` and the cell formats of a workbook. */
export function classOfFamily(number: number): FontClass | undefined {
  return ([undefined, 'serif', 'sans', 'fixed'] as const)[number];
}

/** The value of an attribute in a tag, with or without a prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(String.raw`(?:^|[\s:])${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescaped(value);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity);
}
