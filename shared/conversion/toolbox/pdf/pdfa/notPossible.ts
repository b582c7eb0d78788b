import { DocumentRefused } from '../../../engines/engine.ts';
import { asLine } from '../../../steps/options/textLine.ts';

/** The document cannot become PDF/A. @param reason continues “The document cannot become PDF/A: …”, without a full stop */
export function notPossible(reason: string): DocumentRefused {
  return new DocumentRefused('pdfa_not_possible', { detail: `The document cannot become PDF/A: ${reason}.` });
}

/** A name from a document, quoted and shortened for a sentence. */
export function quoted(name: string): string {
  return `“${asLine(name, 80)}”`;
}
