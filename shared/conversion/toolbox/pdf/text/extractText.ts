import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DocumentRefused } from '../../../engines/engine.ts';
import { withExtension } from '../../../formats/formats.ts';
import type { TextOptions } from '../../../steps/text.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { withDrawnFields } from '../forms/drawFields.ts';
import { hasForm, selectPages } from '../libraries/pages.ts';
import { withPdf } from '../libraries/pdfium.ts';
import { textOfPage } from './textOfPage.ts';

/** Limit of the extracted text in characters. */
const maximumCharacters = 100_000_000;

/** Extracts the text of a PDF as UTF-8, with the values of form fields. */
export const extractText: Operation<TextOptions> = async ({ files, options }) => {
  const { name, bytes } = singleFile({ files });
  const texts =
    (await withPdf(bytes, (module, document) =>
      hasForm(module, document) ? undefined : textsOf(module, document, options),
    )) ??
    (await withPdf(await withDrawnFields(bytes), (module, document) => textsOf(module, document, options)));
  const text = texts.join(options.separator ?? '\f');
  return { files: [{ name: withExtension(name, 'txt'), bytes: Buffer.from(text) }] };
};

function textsOf(module: WrappedPdfiumModule, document: number, { pages }: TextOptions): string[] {
  let length = 0;
  return selectPages(pages, module.FPDF_GetPageCount(document)).map((index) => {
    const text = textOfPage(module, document, index);
    length += text.length;
    if (length > maximumCharacters) throw new DocumentRefused('too_large_inside');
    return text;
  });
}
