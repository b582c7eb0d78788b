import { z } from 'zod';

/** Line breaks and other control characters: `\p{Cc}`, which not every JSON Schema validator knows, U+2028 and U+2029. */
const controls = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';
const control = new RegExp(`[${controls}]`);
const oneLine = new RegExp(`^[^${controls}]*$`);

/** Schema of a text on one line, of at most `maximum` characters. */
export function line(maximum: number) {
  return z.string().min(1).max(maximum).regex(oneLine, 'must be one line');
}

/** Joins a text to one line of at most `maximum` characters. */
export function asLine(text: string, maximum: number): string {
  return text.split(control).filter(Boolean).join(' ').trim().slice(0, maximum);
}
