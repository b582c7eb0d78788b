import type { ErrorCode } from '../../errors.ts';

/** What LibreOffice says of a document that it can't read, and the code it means. Anything else is the engine's fault. */
const refusals: [RegExp, ErrorCode][] = [
  [/type detection aborted/i, 'password_required'],
  [/Failed to load document|loadComponentFromURL/i, 'corrupt_file'],
];

/** What it says where none of the pages asked for exists. */
const noSuchPages = /Failed to save document/i;

/** Wrong turns of the program itself, after which its memory can't be trusted. */
const broken =
  /memory access out of bounds|unreachable|table index|null function|ComponentContext is not avail/i;

/**
 * What a message of LibreOffice says of the document.
 * @param somePages whether only some of its pages were asked for
 * @returns undefined where the engine is at fault
 */
export function refusalIn(message: string, somePages: boolean): ErrorCode | undefined {
  if (broken.test(message)) return undefined;
  if (somePages && noSuchPages.test(message)) return 'invalid_parameter';
  return refusals.find(([says]) => says.test(message))?.[1];
}
