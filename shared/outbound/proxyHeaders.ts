/** Meant for one connection only, or for the proxy (RFC 9110, section 7.6.1). */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The headers that a proxy passes on, in their order.
 * @param raw names and values in turn, as Node reads them
 * @param drop further names to leave out, in lower case
 */
export function endToEndHeaders(raw: readonly string[], ...drop: string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    if (!hopByHop.has(name.toLowerCase()) && !drop.includes(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
