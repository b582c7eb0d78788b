import { PDFDocument } from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../../engines/engine.ts';
import { mustBeChangeable } from './pages.ts';
import { qpdf } from './qpdf.ts';
import { pdfaPart, readXmp } from './xmp.ts';

/**
 * Opens a PDF without protection for changes with pdf-lib.
 * @throws DocumentRefused `corrupt_file`, `password_required`
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  await mustBeChangeable(bytes);
  try {
    return await parse(bytes);
  } catch {
    // pdf-lib may be able to read the file after qpdf has rewritten it.
    const plain = await qpdf({ 'in.pdf': bytes }, ['/in.pdf', '--object-streams=disable']);
    try {
      return await parse(plain);
    } catch (cause) {
      throw new DocumentRefused('corrupt_file', { cause });
    }
  }
}

async function parse(bytes: Uint8Array): Promise<PDFDocument> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, preserveXFA: true });
  // Throws if the page tree has cycles or missing nodes.
  document.getPages();
  return document;
}

/** Serialises a PDF, without object streams for PDF/A-1, which does not allow them. */
export async function savePdf(document: PDFDocument): Promise<Uint8Array> {
  return document.save({
    useObjectStreams: pdfaPart(readXmp(document)) !== '1',
    updateFieldAppearances: false,
    addDefaultPage: false,
  });
}

/** Opens, changes and serialises a PDF. @throws DocumentRefused */
export async function changePdf(
  bytes: Uint8Array,
  change: (document: PDFDocument) => void | Promise<void>,
): Promise<Uint8Array> {
  const document = await openPdf(bytes);
  await change(document);
  return savePdf(document);
}
