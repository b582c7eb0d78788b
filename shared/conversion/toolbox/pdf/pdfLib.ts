import { PDFDocument } from '@cantoo/pdf-lib';
import { DocumentRefused } from '../../engines/engine.ts';
import { mustBeChangeable } from './pages.ts';
import { qpdf } from './qpdf.ts';
import { pdfaPart, readXmp } from './xmp.ts';

/**
 * Opens a PDF that nobody protects as objects that can be changed.
 * @throws DocumentRefused `corrupt_file`, `password_required`
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  await mustBeChangeable(bytes);
  try {
    return await parse(bytes);
  } catch {
    // What qpdf has written down anew is simpler to read.
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
  // A tree of pages that loops or ends in nothing shows itself here.
  document.getPages();
  return document;
}

/** Writes a PDF down. PDF/A-1 is older than streams of objects. */
export async function savePdf(document: PDFDocument): Promise<Uint8Array> {
  return document.save({
    useObjectStreams: pdfaPart(readXmp(document)) !== '1',
    updateFieldAppearances: false,
    addDefaultPage: false,
  });
}

/** Changes a PDF. @throws DocumentRefused */
export async function changePdf(
  bytes: Uint8Array,
  change: (document: PDFDocument) => void | Promise<void>,
): Promise<Uint8Array> {
  const document = await openPdf(bytes);
  await change(document);
  return savePdf(document);
}
