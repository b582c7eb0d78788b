import { DocumentRefused } from '../../engines/engine.ts';

/** What a filter says of a value that it cannot take. */
export class FilterFault extends Error {}

/** A template that asks for more than is allowed. */
export function templateTooLarge(detail: string): DocumentRefused {
  return new DocumentRefused('template_too_large', { detail });
}

/** A template or data with a mistake. */
export function templateError(detail: string, cause?: unknown): DocumentRefused {
  return new DocumentRefused('template_error', { detail, cause });
}

/**
 * What a caller is told when a template cannot be filled. Nothing but the template's and the data's own words reaches it.
 * @param place of the tag, as `in the header, in “Total {total}”`
 * @returns `template_error`, `template_too_large`, or what a filter has refused
 */
export function refusalOf(error: unknown, tag: string | undefined, place: string): DocumentRefused {
  const origin = originOf(error);
  if (origin instanceof DocumentRefused) return origin;
  const message = isWorded(origin) ? origin.message : 'it asks for something that cannot be done';
  if (/limit exceeded$/.test(message) || isOverflow(origin))
    return templateTooLarge(`The template asks for more than is allowed${place && `, ${place}`}.`);
  const subject = tag ? `${shortened(tag)} cannot be filled` : 'The template cannot be filled';
  return templateError(`${subject}: ${reworded(message)}${place && `; ${place}`}.`, error);
}

/** What first went wrong: Liquid wraps it in errors that tell the place. */
function originOf(error: unknown): unknown {
  const { originalError } = (error ?? {}) as { originalError?: unknown };
  return originalError === undefined ? error : originOf(originalError);
}

/** Whether an error was written for the author of a template: by a filter of ours, or by Liquid. */
function isWorded(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { name } = error;
  const isLiquid = /^(Tokenization|Parse|Render|UndefinedVariable|InternalUndefinedVariable|Assertion)Error$/;
  return error instanceof FilterFault || isLiquid.test(name) || name === 'Error';
}

/** Whether a stack or a string has outgrown what there is. */
function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack|string length|array length/i.test(error.message);
}

function reworded(message: string): string {
  return shortened(message.replace(/, (file:[^,]*, )?line:\d+, col:\d+$/, ''))
    .replace(/^undefined variable: (.*)$/, 'the data has no “$1”')
    .replace(/^undefined filter: (.*)$/, 'there is no filter “$1”')
    .replace(/^ENOENT: Failed to lookup "(.*)" in .*$/s, 'no file “$1” was named in `files`')
    .replace(/\.$/, '');
}

/** Words of a stranger, cut to what one can read. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
