import { DocumentRefused } from '../../engines/engine.ts';

/** A filter's error about its input. The message continues a sentence: “{tag} cannot be filled: …”. */
export class FilterFault extends Error {}

/** The template exceeds a limit. */
export function templateTooLarge(detail: string): DocumentRefused {
  return new DocumentRefused('template_too_large', { detail });
}

/** The template or its data has a mistake. */
export function templateError(detail: string, cause?: unknown): DocumentRefused {
  return new DocumentRefused('template_error', { detail, cause });
}

/**
 * Translates an error of template rendering. The sentence contains only text of the template, of the data and of Liquid.
 * @param place of the tag, such as `in the header, in “Total {total}”`
 * @returns `template_error`, `template_too_large`, or the refusal of a filter
 */
export function refusalOf(error: unknown, tag: string | undefined, place: string): DocumentRefused {
  const origin = originOf(error);
  if (origin instanceof DocumentRefused) return origin;
  const message = isForAuthor(origin) ? origin.message : 'it cannot be evaluated';
  if (/limit exceeded$/.test(message) || isOverflow(origin))
    return templateTooLarge(`The template exceeds a limit of time or memory${place && `, ${place}`}.`);
  const subject = tag ? `${shortened(tag)} cannot be filled` : 'The template cannot be filled';
  return templateError(`${subject}: ${reworded(message)}${place && `; ${place}`}.`, error);
}

/** The first error: Liquid wraps it in errors with the location. */
function originOf(error: unknown): unknown {
  const { originalError } = (error ?? {}) as { originalError?: unknown };
  return originalError === undefined ? error : originOf(originalError);
}

/** Whether the message of an error is meant for the author of a template: it comes from our filters or from Liquid. */
function isForAuthor(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { name } = error;
  const isLiquid = /^(Tokenization|Parse|Render|UndefinedVariable|InternalUndefinedVariable|Assertion)Error$/;
  return error instanceof FilterFault || isLiquid.test(name) || name === 'Error';
}

/** Whether the call stack, a string or an array has exceeded its maximum size. */
function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack|string length|array length/i.test(error.message);
}

function reworded(message: string): string {
  return shortened(message.replace(/, (file:[^,]*, )?line:\d+, col:\d+$/, ''))
    .replace(/^undefined variable: (.*)$/, 'the data has no “$1”')
    .replace(/^undefined filter: (.*)$/, 'there is no filter “$1”')
    .replace(/^ENOENT: Failed to lookup "(.*)" in .*$/s, '`files` does not name “$1”')
    .replace(/\.$/, '');
}

/** Untrusted text on one line, at most 120 characters. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
