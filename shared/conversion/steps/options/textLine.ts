import { z } from 'zod';

/** Line breaks and other control characters. */
const control = /[\p{Cc}\u2028\u2029]/u;

/** Schema of a text on one line, of at most `maximum` characters. */
export function line(maximum: number) {
  return z
    .string()
    .min(1)
    .max(maximum)
    .refine((text) => !control.test(text), 'must be one line');
}

/** Joins a text to one line of at most `maximum` characters. */
export function asLine(text: string, maximum: number): string {
  return text.split(control).filter(Boolean).join(' ').trim().slice(0, maximum);
}
