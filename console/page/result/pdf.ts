import { GlobalWorkerOptions, getDocument, version } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

export type { PDFDocumentProxy as PdfDocument, PDFPageProxy as PdfPage } from 'pdfjs-dist';

GlobalWorkerOptions.workerSrc = worker;

/** The folder into which the build copies the files that pdf.js loads. */
const folder = `/app/pdfjs-${version}`;

/** Opens a PDF in a worker. @throws Error if it is damaged or needs a password */
export async function openPdf(bytes: Blob) {
  return getDocument({
    data: await bytes.arrayBuffer(),
    cMapUrl: `${folder}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    iccUrl: `${folder}/iccs/`,
    wasmUrl: `${folder}/wasm/`,
  }).promise;
}
