import { DocumentRefused } from '../../../engines/engine.ts';
import { asLine } from '../../../steps/options/textLine.ts';

/** The document cannot become PDF/A. */
export class NotArchivable extends DocumentRefused {
  readonly reason: string;
  constructor(reason: string) {
    super('pdfa_not_possible', { detail: `The document cannot become PDF/A: ${reason}.` });
    this.reason = reason;
  }
}

/** The document cannot become PDF/A. @param reason continues “The document cannot become PDF/A: …”, without a full stop */
export const notPossible = (reason: string) => new NotArchivable(reason);

/** Whether an error is that of too deep recursion: only malicious documents nest fields, bookmarks or forms this deeply. */
export const isTooDeep = (error: unknown) => error instanceof RangeError && /call stack/.test(error.message);

/** A name from a document, quoted and shortened for a sentence. */
export function quoted(name: string): string {
  return `“${asLine(name, 80)}”`;
}
