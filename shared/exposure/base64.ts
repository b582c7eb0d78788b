/**
 * Decodes base64 in the standard or URL-safe alphabet, with or without padding (RFC 4648 §4, §5): existing apps send all of
 * these. @returns `undefined` for anything else.
 */
export function decodeBase64(text: string): Buffer | undefined {
  // No regular expression: /=+$/ takes quadratic time when the run of `=` is not at the end of the text.
  let end = text.length;
  while (text[end - 1] === '=') end--;
  const bare = text.slice(0, end);
  // Node skips characters outside the alphabet. A single trailing character encodes less than a byte.
  if (!/^[\w+/-]*$/.test(bare) || bare.length % 4 === 1) return undefined;
  return Buffer.from(bare, 'base64');
}
