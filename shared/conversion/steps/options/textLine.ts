import { z } from 'zod';

/** What no line holds: line breaks and other control characters. */
const control = /[\p{Cc}\u2028\u2029]/u;

/** A text of one line. */
export function line(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => !control.test(text), 'must be one line');
}

/** Any text as one line. */
export function asLine(text: string, longest: number): string {
  return text.split(control).filter(Boolean).join(' ').trim().slice(0, longest);
}
