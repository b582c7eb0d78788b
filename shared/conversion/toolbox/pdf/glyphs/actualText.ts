import { utf16be } from '../../../utf16.ts';
import type { Operand } from '../pdfa/contentStream.ts';

/**
 * The text that a marked-content sequence stands for (ISO 32000-1, 14.9.4), in UTF-16.
 * @param properties second operand of `BDC`
 */
export function actualText(properties: Operand | undefined): string | undefined {
  if (!(typeof properties === 'object' && properties && 'entries' in properties)) return undefined;
  const text = properties.entries.get('ActualText');
  if (!(typeof text === 'object' && text && 'bytes' in text)) return undefined;
  const { bytes } = text;
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return undefined;
  return utf16be(bytes.subarray(2));
}
