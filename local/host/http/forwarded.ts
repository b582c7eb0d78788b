import type { IncomingMessage } from 'node:http';

/**
 * The headers of a request as an app sees them: the client's own, repeated ones joined with a comma, and
 * `x-forwarded-for` with the client's address at its end, where App Service's front end puts it.
 */
export function forwardedFor(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(',');
  }
  const { remoteAddress, remotePort } = request.socket;
  const client = `${remoteAddress}:${remotePort}`;
  const given = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = given ? `${given}, ${client}` : client;
  return headers;
}
