import { Zip } from 'easy-template-x';
import { ConveyorError } from '../../../../errors.ts';
import { DocumentRefused } from '../../../engines/engine.ts';
import { zipContents } from '../../../inputs/zipContents.ts';
import { templateError, templateTooLarge } from '../refusals.ts';
import { templateLimits } from '../templateLimits.ts';

/**
 * Looks through a Word template before anything parses it: what it unfolds to, and that none of its XML defines entities,
 * which no program writes into a DOCX (ECMA-376 part 2, 8.1.4 forbids it).
 * @param entries how many parts it may have
 * @returns its text, tags and all
 * @throws DocumentRefused `template_too_large`, `template_error`, `corrupt_file`, `zip_limits`
 */
export async function checkPackage(bytes: Buffer, entries: number): Promise<string> {
  await mustUnfold(bytes, entries);
  const zip = await Zip.load(bytes);
  let text = '';
  for (const name of zip.listFiles().filter((each) => /\.(xml|rels)$/i.test(each))) {
    const xml = await zip.getFile(name).getContentText();
    // In UTF-16, which the parser does not read, each letter has a zero beside it.
    if (/<!(DOCTYPE|ENTITY)/i.test(xml.replaceAll('\0', '')))
      throw new DocumentRefused('corrupt_file', {
        detail: 'The template has a document type definition in its XML.',
      });
    if (!/^word\/(document|header\d*|footer\d*)\.xml$/.test(name)) continue;
    // The library would write them back as elements without a name.
    if (xml.includes('<![CDATA['))
      throw templateError('The template has CDATA sections, which cannot be filled.');
    text += xml;
    if (text.length > templateLimits.xmlCharacters)
      throw templateTooLarge('The template is larger than allowed.');
  }
  return text.replace(/<[^>]*>/g, '');
}

async function mustUnfold(bytes: Buffer, entries: number): Promise<void> {
  const { unpackedBytes } = templateLimits;
  const limits = { entries, ratio: 1, ratioFrom: unpackedBytes, totalBytes: unpackedBytes };
  try {
    await zipContents(bytes, limits, () => false);
  } catch (error) {
    if (error instanceof ConveyorError) throw new DocumentRefused(error.code, { cause: error });
    throw error;
  }
}
