/** Character → bytes of each encoding, inverted from its decoder. */
const tables = new Map<string, Map<string, number[]>>();

function tableOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  const add = (bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let one = 0; one < 256; one++) add([one]);
  for (let one = 0x81; one < 256; one++) for (let two = 0x40; two < 256; two++) add([one, two]);
  tables.set(encoding, table);
  return table;
}

/** Encodes text, in an encoding with one or two bytes per character. @throws Error for a character that it does not have */
export function encodedText(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8' || encoding === 'utf-16le') return Buffer.from(text, encoding);
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const table = tableOf(encoding);
  const bytes = [...text].flatMap((character) => {
    const found = table.get(character);
    if (!found) throw new Error(`${encoding} has no ${character}.`);
    return found;
  });
  return Buffer.from(bytes);
}
