import { DocumentRefused } from '../../../engines/engine.ts';
import { isTooDeep, NotArchivable } from '../pdfa/notPossible.ts';

/** The document cannot become PDF/UA. @param reason continues “The document cannot become PDF/UA: …”, without a full stop */
export function notAccessible(reason: string): DocumentRefused {
  return new DocumentRefused('pdfua_not_possible', {
    detail: `The document cannot become PDF/UA: ${reason}.`,
  });
}

/** Runs checks that PDF/UA shares with PDF/A. @throws DocumentRefused `pdfua_not_possible` instead of `pdfa_not_possible` */
export async function asAccessible<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await check();
  } catch (error) {
    if (isTooDeep(error)) throw notAccessible('its content is nested too deeply');
    if (!(error instanceof NotArchivable)) throw error;
    throw Object.assign(notAccessible(error.reason), { cause: error });
  }
}
