import { withVisibleUrls } from './visibleUrls.ts';

/**
 * What a conversion may lose or replace although it succeeds. The key is the stable code, the value a sentence for the
 * documentation.
 */
export const warningCatalogue = {
  glyphs_missing: 'No available font has glyphs for some characters. They are drawn as boxes or not at all.',
  font_replaced: 'A font is not available or lacks characters, and its replacement has other widths.',
  object_not_drawn:
    'The document holds an object that the result does not show, such as a chart or a control.',
  comments_dropped: 'The document holds comments, and the result does not show them.',
  macros_dropped: 'The document holds macros. They never run, and the result does not hold them.',
  resource_not_loaded: 'A file or address that the document refers to was not loaded.',
  losses_unknown:
    'The document is damaged or too large to be searched completely. The result may lack objects without a further warning.',
  language_not_available:
    'Dates or numbers are formatted in a language whose rules are not available. They are shown as in English.',
  option_not_applied: 'An option has no effect on this document.',
  picture_damaged: 'The data of a picture in a PDF is damaged, and stays as it is in the PDF/A.',
  claim_withdrawn:
    'A PDF claims to follow PDF/A or PDF/UA, which a step can break. The result no longer claims it.',
  tags_incomplete: 'A file without tags was merged with tagged files. The result is not marked as tagged.',
} as const;

export type WarningCode = keyof typeof warningCatalogue;
export const warningCodes = Object.keys(warningCatalogue) as [WarningCode, ...WarningCode[]];

/** Something that a successful conversion lost or replaced. */
export interface ConversionWarning {
  code: WarningCode;
  /** A sentence that names what is affected, without queries of URLs and without secrets. */
  detail: string;
  /** The first affected page of the result, from 1, if known. */
  page?: number;
}

/** Warnings of one job that are kept. */
export const maximumWarnings = 50;
/** Characters of a detail that are kept. */
const maximumCharacters = 500;

/** Collects the warnings of a job: each sentence once, at most `maximumWarnings`, and of each code at least one. */
export class WarningList {
  readonly #warnings = new Map<string, ConversionWarning>();

  add(warning: ConversionWarning): void {
    const { code, page } = warning;
    const detail = shorten(withVisibleUrls(warning.detail));
    const key = `${code} ${detail}`;
    if (this.#warnings.has(key)) return;
    if (this.#warnings.size >= maximumWarnings && !this.#makeRoom(code)) return;
    this.#warnings.set(key, { code, detail, ...(page !== undefined && { page }) });
  }

  /** In the order in which they were found. */
  get all(): ConversionWarning[] {
    return [...this.#warnings.values()];
  }

  /** Drops the last of several warnings of one code, if the list has none of the new code. */
  #makeRoom(code: WarningCode): boolean {
    const all = [...this.#warnings];
    if (all.some(([, present]) => present.code === code)) return false;
    const last = all.findLast(
      ([, { code: other }], index) => all.findIndex(([, each]) => each.code === other) < index,
    );
    return last !== undefined && this.#warnings.delete(last[0]);
  }
}

function shorten(detail: string): string {
  return detail.length > maximumCharacters ? `${detail.slice(0, maximumCharacters - 1)}…` : detail;
}

/** Whether a message of an engine is a warning. An engine that a document has compromised can send anything. */
export function isWarning(value: unknown): value is ConversionWarning {
  if (typeof value !== 'object' || value === null) return false;
  const { code, detail, page } = value as Record<string, unknown>;
  return (
    typeof code === 'string' &&
    Object.hasOwn(warningCatalogue, code) &&
    typeof detail === 'string' &&
    (page === undefined || (Number.isSafeInteger(page) && (page as number) > 0))
  );
}
