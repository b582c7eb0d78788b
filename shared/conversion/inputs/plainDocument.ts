import type { NamedFile } from '../files.ts';
import { formatNamed, formatOfName, readerOf, withExtension } from '../formats/formats.ts';
import { isOffice } from '../formats/officeFamily.ts';
import { formatOfContent } from './formatOfContent.ts';
import { type MacroFree, macroFree } from './macros.ts';
import { recogniseContent } from './recogniseContent.ts';

/**
 * An office document as engines read it: its extension is that of its content, templates and slide shows are documents, and it
 * has no macros. Other files are returned unchanged.
 * @param file has passed the input checks and is not encrypted
 */
export async function plainDocument(file: NamedFile): Promise<{ file: NamedFile; macros: boolean }> {
  const named = formatOfName(file.name);
  if (!named || !isOffice(named.family)) return { file, macros: false };
  const actual = formatOfContent(named, await recogniseContent(file.bytes, undefined)) ?? named;
  const plain = formatNamed(readerOf(actual.name)) ?? actual;
  const { bytes, macros }: MacroFree = await macroFree(file.bytes, plain !== actual);
  const name = plain === named ? file.name : withExtension(file.name, plain.name);
  return { file: { name, bytes }, macros };
}
