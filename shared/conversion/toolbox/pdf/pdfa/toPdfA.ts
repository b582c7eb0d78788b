import type { PDFDocument } from '@cantoo/pdf-lib';
import { withExtension } from '../../../formats/formats.ts';
import type { PdfaOptions } from '../../../steps/options/pdfaOptions.ts';
import type { Operation } from '../../operation.ts';
import { singleFile } from '../../singleFile.ts';
import { mustBeChangeable } from '../pages.ts';
import { openPdf } from '../pdfLib.ts';
import { qpdf } from '../qpdf.ts';
import { setArchiveMetadata } from './archiveMetadata.ts';
import { checkPages } from './archivePages.ts';
import { checkAttachments } from './attachments.ts';
import { checkCatalogue } from './catalogue.ts';
import { newCheck, type Part } from './check.ts';
import { checkLayers } from './layers.ts';
import { notPossible } from './notPossible.ts';
import { checkObjects } from './objectLimits.ts';
import { addSrgb, setOutputIntent } from './outputIntent.ts';

/** What the first line of a file says of its version: that which each part is made for. */
const versions = { 1: '1.4', 2: '1.7', 3: '1.7' } as const;

/**
 * Makes a PDF one for archives (ISO 19005-1, -2 and -3 at level b) without a change of its looks and its text: says which colours are
 * meant and what it is, takes away what acts by itself, and refuses what cannot be mended or cannot be checked.
 * @throws DocumentRefused `pdfa_not_possible`, and what opening a PDF throws
 */
export const toPdfA: Operation<{ pdfa: NonNullable<PdfaOptions['pdfa']> }> = async ({
  files,
  options: { pdfa },
}) => {
  const { name, bytes } = singleFile({ files });
  await mustBeChangeable(bytes);
  const part = Number(pdfa.at(-2)) as Part;
  // What nobody can reach is gone after this, and what was packed in an old way is packed in today's.
  const plain = await qpdf({ 'in.pdf': bytes }, [
    '/in.pdf',
    '--compress-streams=y',
    '--object-streams=disable',
  ]);
  const written = await made(await openPdf(plain), part);
  return { files: [{ name: withExtension(name, 'pdf'), bytes: written }] };
};

async function made(document: PDFDocument, part: Part): Promise<Uint8Array> {
  try {
    return await checkedAndWritten(document, part);
  } catch (error) {
    // Nobody nests fields, bookmarks or drawings so deep but to do harm.
    if (error instanceof RangeError && /call stack/.test(error.message))
      throw notPossible('what is in it is nested too deep');
    throw error;
  }
}

async function checkedAndWritten(document: PDFDocument, part: Part): Promise<Uint8Array> {
  checkCatalogue(document, part);
  checkLayers(document, part);
  checkAttachments(document, part);
  const device = setOutputIntent(document, part);
  checkPages(document, newCheck(document, part, { device, addSrgb }));
  setArchiveMetadata(document, part);
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
  return written;
}
