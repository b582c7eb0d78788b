import type { NamedFile } from '../files.ts';
import { formatNamed, formatOfName, readerOf, withExtension } from '../formats/formats.ts';
import { isOffice } from '../formats/officeFamily.ts';
import { formatOfContent } from './formatOfContent.ts';
import { isPackage, macroUse, withoutFlatScripts } from './macros.ts';
import { recogniseContent } from './recogniseContent.ts';

/** An office document as engines read it. */
export interface PlainDocument {
  /** Its extension is that of its content, or of the plain document for a template or slide show. */
  file: NamedFile;
  macros: boolean;
  /** Whether the operation `plainPackage` of the toolbox must rewrite its package: it has programs, or another type. */
  mustRewrite: boolean;
}

/**
 * Finds what engines read of an office document: templates and slide shows are documents, and it has no macros. Other files
 * are returned unchanged.
 * @param file has passed the input checks and is not encrypted
 */
export async function plainDocument(file: NamedFile): Promise<PlainDocument> {
  const named = formatOfName(file.name);
  if (!named || !isOffice(named.family)) return { file, macros: false, mustRewrite: false };
  const actual = formatOfContent(named, await recogniseContent(file.bytes, undefined)) ?? named;
  const plain = formatNamed(readerOf(actual.name)) ?? actual;
  const { macros, hasPrograms } = await macroUse(file.bytes);
  return {
    file: {
      name: plain === named ? file.name : withExtension(file.name, plain.name),
      bytes: withoutFlatScripts(file.bytes),
    },
    macros,
    mustRewrite: hasPrograms || (plain !== actual && isPackage(file.bytes)),
  };
}
