import type { PDFDocument } from '@cantoo/pdf-lib';
import { withExtension } from '../../../formats/formats.ts';
import type { PdfaOptions } from '../../../steps/options/pdfaOptions.ts';
import type { ConversionWarning } from '../../../warnings.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { mustBeChangeable } from '../libraries/pages.ts';
import { openPdf } from '../libraries/pdfLib.ts';
import { qpdf } from '../libraries/qpdf.ts';
import { claimsAccessibility, readXmp } from '../libraries/xmp.ts';
import { setArchiveMetadata } from './archiveMetadata.ts';
import { checkPages } from './archivePages.ts';
import { checkAttachments } from './attachments.ts';
import { checkCatalogue } from './catalogue.ts';
import { newCheck, type Part } from './check.ts';
import { checkLayers } from './layers.ts';
import { isTooDeep, notPossible } from './notPossible.ts';
import { checkObjects } from './objectLimits.ts';
import { addSrgb, setOutputIntent } from './outputIntent.ts';

/** PDF version in the header: the version that each part is based on. */
const versions = { 1: '1.4', 2: '1.7', 3: '1.7' } as const;

/**
 * Converts a PDF to PDF/A (ISO 19005-1, -2 and -3, level b) without changing its appearance and text: adds the output intent
 * and identification, removes automatic actions, and refuses what cannot be repaired or checked.
 * @throws DocumentRefused `pdfa_not_possible`, and the errors of opening a PDF
 */
export const toPdfA: Operation<{ pdfa: NonNullable<PdfaOptions['pdfa']> }> = async ({
  files,
  options: { pdfa },
}) => {
  const { name, bytes } = singleFile({ files });
  await mustBeChangeable(bytes);
  const part = Number(pdfa.at(-2)) as Part;
  // Removes unreachable objects and recompresses streams that use obsolete filters.
  const plain = await qpdf({ 'in.pdf': bytes }, [
    '/in.pdf',
    '--compress-streams=y',
    '--object-streams=disable',
  ]);
  const { bytes: written, warnings } = await refuseDeepNesting(await openPdf(plain), part);
  return { files: [{ name: withExtension(name, 'pdf'), bytes: written }], warnings };
};

interface Written {
  bytes: Uint8Array;
  warnings: ConversionWarning[];
}

async function refuseDeepNesting(document: PDFDocument, part: Part): Promise<Written> {
  try {
    return await checkAndWrite(document, part);
  } catch (error) {
    if (isTooDeep(error)) throw notPossible('its content is nested too deeply');
    throw error;
  }
}

async function checkAndWrite(document: PDFDocument, part: Part): Promise<Written> {
  checkCatalogue(document, part);
  checkLayers(document, part);
  checkAttachments(document, part);
  const device = setOutputIntent(document, part);
  const check = newCheck(document, part, { device, addSrgb });
  await checkPages(document, check);
  setArchiveMetadata(document, { part, accessible: claimsAccessibility(readXmp(document)) });
  const changed = await document.save({
    useObjectStreams: false,
    updateFieldAppearances: false,
    addDefaultPage: false,
  });
  const written = await qpdf({ 'in.pdf': changed }, [
    '/in.pdf',
    `--force-version=${versions[part]}`,
    `--object-streams=${part === 1 ? 'disable' : 'generate'}`,
  ]);
  checkObjects(await openPdf(written), part);
  const detail = 'The data of a picture is damaged. It stays as it is, and viewers may not show the picture.';
  return { bytes: written, warnings: check.damaged ? [{ code: 'picture_damaged', detail }] : [] };
}
