import type { FlattenOptions } from '../../../steps/flatten.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { mustBeChangeable } from '../libraries/pages.ts';
import { openPdf, savePdf } from '../libraries/pdfLib.ts';
import { qpdf } from '../libraries/qpdf.ts';
import { withDrawnFields } from './drawFields.ts';
import { keepLinks } from './keepLinks.ts';

/** Makes annotations and form fields part of the page. Links remain links. */
export const flattenPdf: Operation<FlattenOptions> = async ({ files, options: { annotations = 'all' } }) => {
  const { name, bytes } = singleFile({ files });
  await mustBeChangeable(bytes);
  const drawn = await withDrawnFields(bytes);
  const document = await openPdf(drawn);
  const input = keepLinks(document) ? await savePdf(document) : drawn;
  const args = ['/in.pdf', `--flatten-annotations=${annotations}`];
  return { files: [{ name, bytes: await qpdf({ 'in.pdf': input }, args) }] };
};
