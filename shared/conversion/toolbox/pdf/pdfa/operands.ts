import type { Operand } from './contentStream.ts';

/** The name that an operand is, or undefined. */
export function nameIn(operand: Operand | undefined): string | undefined {
  return typeof operand === 'object' && operand && 'name' in operand ? operand.name : undefined;
}

/** The strings that an operator shows (ISO 32000-1, 9.4.3), or undefined for an operator that shows no text. */
export function shownTexts(operator: string, operands: readonly Operand[]): Uint8Array[] | undefined {
  switch (operator) {
    case 'Tj':
    case "'":
      return bytesIn(operands[0]);
    case '"':
      return bytesIn(operands[2]);
    case 'TJ':
      return itemsIn(operands[0]).flatMap(bytesIn);
    default:
      return undefined;
  }
}

/** The elements of an array; empty for anything else. */
export function itemsIn(operand: Operand | undefined): Operand[] {
  return typeof operand === 'object' && operand && 'items' in operand ? operand.items : [];
}

/** The bytes of a string, as a list; empty for anything else. */
export function bytesIn(operand: Operand | undefined): Uint8Array[] {
  return typeof operand === 'object' && operand && 'bytes' in operand ? [operand.bytes] : [];
}
