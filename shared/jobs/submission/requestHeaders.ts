import { z } from 'zod';
import { anyCase } from '../../conversion/steps/options/anyCase.ts';

/** Headers of the connection and of framing: with them a caller could smuggle a request past a proxy. */
const reservedAlways = [
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-.*',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Servers usually accept 8 kB of headers. */
const maximum = { headers: 20, nameLength: 100, valueLength: 4_000, totalLength: 6_000 };

/**
 * Headers that a caller gives for a request of this app: name in lower case → value. They often hold credentials.
 * @param reserved patterns of further names, in lower case, that the caller cannot set
 */
export function requestHeaders(description: string, reserved: readonly string[] = []) {
  const refused = [...reservedAlways, ...reserved].map(anyCase).join('|');
  const name = z
    .string()
    // RFC 9110, section 5.6.2.
    .regex(new RegExp(`^[!#$%&'*+.^_\`|~\\w-]{1,${maximum.nameLength}}$`), {
      error: `The name of a header must be 1 to ${maximum.nameLength} letters, digits, hyphens or other token characters.`,
    })
    .regex(new RegExp(`^(?!(${refused})$)`), {
      error: 'The header is reserved: the app sets it, or it applies to the connection.',
    });
  const value = z.string().regex(new RegExp(`^[\\x20-\\x7e]{0,${maximum.valueLength}}$`), {
    error: `The value of a header must be at most ${maximum.valueLength} printable ASCII characters.`,
  });
  return z
    .record(name, value, {
      error: (issue) => (issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined),
    })
    .refine((headers) => Object.keys(headers).length <= maximum.headers, {
      error: `There must be at most ${maximum.headers} headers.`,
    })
    .refine((headers) => Object.entries(headers).flat().join('').length <= maximum.totalLength, {
      error: `The headers must have at most ${maximum.totalLength} characters together.`,
    })
    .transform((headers, { addIssue }) => {
      const lowerCase = Object.entries(headers).map(([given, text]) => [given.toLowerCase(), text] as const);
      const unique = Object.fromEntries(lowerCase);
      if (Object.keys(unique).length < lowerCase.length)
        addIssue({ code: 'custom', message: 'A header occurs more than once. Names ignore case.' });
      return unique;
    })
    .meta({
      description: `${description} At most ${maximum.totalLength} characters together; names ignore case and must differ.`,
      maxProperties: maximum.headers,
    });
}
