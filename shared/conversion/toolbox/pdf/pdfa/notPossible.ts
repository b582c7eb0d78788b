import { DocumentRefused } from '../../../engines/engine.ts';
import { asLine } from '../../../steps/options/textLine.ts';

/** What stands between a document and PDF/A. @param reason a sentence for the caller, without its end */
export function notPossible(reason: string): DocumentRefused {
  return new DocumentRefused('pdfa_not_possible', { detail: `It cannot become PDF/A: ${reason}.` });
}

/** A name from a document as it may stand in a sentence. */
export function quoted(name: string): string {
  return `“${asLine(name, 80)}”`;
}
