import { PDFDict, type PDFDocument } from '@cantoo/pdf-lib';

/** The information dictionary of a PDF, if it has one. */
export function infoOf({ context }: PDFDocument): PDFDict | undefined {
  const { Info } = context.trailerInfo;
  const info = Info && context.lookup(Info);
  return info instanceof PDFDict ? info : undefined;
}
