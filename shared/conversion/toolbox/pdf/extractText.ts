import { DocumentRefused } from '../../engines/engine.ts';
import { withExtension } from '../../formats/formats.ts';
import type { TextOptions } from '../../steps/text.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';
import { selectPages } from './pages.ts';
import { withPdf } from './pdfium.ts';
import { textOfPage } from './textOfPage.ts';

/** The most characters that are kept. */
const mostCharacters = 100_000_000;

/** Reads the text of a PDF, in UTF-8. */
export const extractText: Operation<TextOptions> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  const texts = await withPdf(bytes, (module, document) => {
    let length = 0;
    return selectPages(options.pages, module.FPDF_GetPageCount(document)).map((index) => {
      const text = textOfPage(module, document, index);
      length += text.length;
      if (length > mostCharacters) throw new DocumentRefused('too_large_inside');
      return text;
    });
  });
  const text = texts.join(options.separator ?? '\f');
  return { files: [{ name: withExtension(name, 'txt'), bytes: Buffer.from(text) }] };
};
