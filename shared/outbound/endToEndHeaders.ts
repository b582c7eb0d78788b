/** Headers that apply to a single connection or to the proxy (RFC 9110 §7.6.1). */
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
 * The headers that a proxy forwards, in order.
 * @param raw alternating names and values (Node's `rawHeaders`)
 * @param drop additional names to remove, in lower case
 */
export function endToEndHeaders(raw: readonly string[], ...drop: string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    if (!hopByHop.has(name.toLowerCase()) && !drop.includes(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
