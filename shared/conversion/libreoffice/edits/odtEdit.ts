import { allParts, selectedParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';

const content = 'content.xml';
const plugin = /<draw:plugin(?=[\s/>])(?:[^>]*\/>|.*?<\/draw:plugin>)/gs;

/** A text without its videos and sounds, which make this LibreOffice crash. Returns the same bytes if it has none. */
export async function editOdt(bytes: Uint8Array): Promise<Uint8Array> {
  const { parts } = await selectedParts(bytes, (name) => name === content, Number.POSITIVE_INFINITY);
  if (!parts.get(content)?.includes('<draw:plugin')) return bytes;
  const all = await allParts(bytes);
  all.set(content, Buffer.from(editFodt(all.get(content) ?? Buffer.alloc(0))));
  return zipParts(all);
}

/** The same for a flat text. */
export function editFodt(bytes: Uint8Array): Uint8Array {
  const xml = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return xml.includes('<draw:plugin') ? Buffer.from(xml.toString('utf8').replace(plugin, '')) : bytes;
}
