import type { ErrorCode } from '../../errors.ts';
import { DocumentRefused } from '../engines/engine.ts';
import { noSuchPages } from '../pageSelection.ts';

/** LibreOffice's messages for documents that it cannot read, and their error codes. All other messages are faults of the engine. */
const refusals: [RegExp, ErrorCode][] = [
  [/type detection aborted/i, 'password_required'],
  [/Failed to load document|loadComponentFromURL/i, 'corrupt_file'],
];

/** LibreOffice's message when no page of the requested range exists. */
const nothingExported = /Failed to save document/i;

/** Crashes of the program, after which its memory may be corrupt. */
const crashed =
  /memory access out of bounds|unreachable|table index|null function|ComponentContext is not avail/i;

/**
 * The refusal that a message of LibreOffice stands for.
 * @param somePages whether a page range was requested
 * @returns undefined for a fault of the engine
 */
export function refusalIn(message: string, somePages: boolean): DocumentRefused | undefined {
  if (crashed.test(message)) return undefined;
  if (somePages && nothingExported.test(message))
    return new DocumentRefused('invalid_parameter', { detail: noSuchPages() });
  const code = refusals.find(([pattern]) => pattern.test(message))?.[1];
  return code && new DocumentRefused(code);
}
