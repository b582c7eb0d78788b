import { Zip } from 'easy-template-x';
import { ConveyorError } from '../../../../errors.ts';
import { DocumentRefused } from '../../../engines/engine.ts';
import { zipContents } from '../../../inputs/zipContents.ts';
import { templateError, templateTooLarge } from '../refusals.ts';
import { templateLimits } from '../templateLimits.ts';
import { listStylesOf } from './listStyles.ts';

/**
 * Checks a Word template before anything parses it: its unpacked size, and that its XML has no document type definition,
 * which ECMA-376 part 2, 8.1.4 forbids.
 * @param entries limit of its parts
 * @returns its text, including tags, and the paragraph styles of list items
 * @throws DocumentRefused `template_too_large`, `template_error`, `corrupt_file`, `zip_limits`
 */
export async function checkPackage(
  bytes: Buffer,
  entries: number,
): Promise<{ text: string; listStyles: ReadonlySet<string> }> {
  await checkUnpackedSize(bytes, entries);
  const zip = await Zip.load(bytes);
  let text = '';
  let listStyles: ReadonlySet<string> = new Set();
  for (const name of zip.listFiles().filter((each) => /\.(xml|rels)$/i.test(each))) {
    const xml = await zip.getFile(name).getContentText();
    // In UTF-16, which the parser does not support, ASCII letters have a zero byte beside them.
    if (/<!(DOCTYPE|ENTITY)/i.test(xml.replaceAll('\0', '')))
      throw new DocumentRefused('corrupt_file', {
        detail: 'The template has a document type definition in its XML.',
      });
    if (name === 'word/styles.xml') listStyles = listStylesOf(xml);
    if (!/^word\/(document|header\d*|footer\d*)\.xml$/.test(name)) continue;
    // The library would write them as elements without a name.
    if (xml.includes('<![CDATA['))
      throw templateError('The XML of the template has CDATA sections, which are not supported.');
    text += xml;
    if (text.length > templateLimits.xmlCharacters)
      throw templateTooLarge(
        `The XML of the template has more than ${templateLimits.xmlCharacters} characters.`,
      );
  }
  return { text: text.replace(/<[^>]*>/g, ''), listStyles };
}

async function checkUnpackedSize(bytes: Buffer, entries: number): Promise<void> {
  const { unpackedBytes } = templateLimits;
  const limits = { entries, ratio: 1, ratioFrom: unpackedBytes, totalBytes: unpackedBytes };
  try {
    await zipContents(bytes, limits, () => false);
  } catch (error) {
    if (error instanceof ConveyorError) throw new DocumentRefused(error.code, { cause: error });
    throw error;
  }
}
