/**
 * The bytes of a base64 text as the field sends it: standard or URL-safe alphabet, with or without padding (RFC 4648 §4,
 * §5). @returns `undefined` for anything else.
 */
export function decodeBase64(text: string): Buffer | undefined {
  // No regular expression: /=+$/ takes quadratic time where its run of `=` does not end the text.
  let end = text.length;
  while (text[end - 1] === '=') end--;
  const bare = text.slice(0, end);
  // Node skips what is not of the alphabet; one last character alone is no byte.
  if (!/^[\w+/-]*$/.test(bare) || bare.length % 4 === 1) return undefined;
  return Buffer.from(bare, 'base64');
}
