import { DocumentRefused } from '../../../engines/engine.ts';

/** The document cannot become PDF/UA. @param reason continues “The document cannot become PDF/UA: …”, without a full stop */
export function notAccessible(reason: string): DocumentRefused {
  return new DocumentRefused('pdfua_not_possible', {
    detail: `The document cannot become PDF/UA: ${reason}.`,
  });
}
