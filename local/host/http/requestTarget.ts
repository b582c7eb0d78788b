import type { IncomingMessage } from 'node:http';

/**
 * Reads what a request is for as Kestrel does, and brings its URL to origin form.
 *
 * @returns the path that routes are matched with: decoded, and without dot segments. undefined: the request is malformed
 */
export function readTarget(request: IncomingMessage): string | undefined {
  const { host = '' } = request.headers;
  if (host !== '' && !isHost(host)) return undefined;
  // RFC 9112 §3.2.2: a server accepts the absolute form, as a proxy sends it.
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(request.url ?? '') ?? [];
  if (authority !== undefined) {
    if (!isHost(authority)) return undefined;
    // Two hosts in one request would be two answers to the question which one is meant.
    if (host !== '' && host.toLowerCase() !== authority.toLowerCase()) return undefined;
    request.headers.host = authority;
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
  }
  const path = withoutDotSegments(decodePath(/^[^?]*/.exec(request.url ?? '/')?.[0] ?? '/'));
  return path.includes('\0') ? undefined : path;
}

/** The platform's limits of a URL and of its query, in bytes. Longer requests never reach the app. */
const limits = { url: 8192, query: 4096 };

/** Whether a URL or its query is longer than the platform accepts. Node.js accepts only ASCII here, so characters are bytes. */
export function isTooLong(url: string): boolean {
  const query = url.indexOf('?');
  return url.length > limits.url || (query >= 0 && url.length - query - 1 > limits.query);
}

const hostCharacters = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+;=-]+)(?::\d+)?$/i;

function isHost(text: string): boolean {
  return hostCharacters.test(text) && URL.canParse(`http://${text}`);
}

/** Does not decode `%2F`, which would add a segment, nor invalid sequences. */
function decodePath(path: string): string {
  return path.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes.replace(/%(?=2f)/gi, '%25'));
    } catch {
      return escapes;
    }
  });
}

/** RFC 3986 §5.2.4. */
function withoutDotSegments(path: string): string {
  const segments = path.split('/');
  const kept: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const isDot = segment === '.' || segment === '..';
    if (segment === '..' && kept.length > 1) kept.pop();
    if (!isDot) kept.push(segment);
    else if (index === segments.length - 1) kept.push('');
  }
  return kept.join('/');
}
