import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { ConveyorError } from '../errors.ts';

/** What resolvers, TLS and HTTP say, code and message, and what it comes to. */
const reasons: { says: RegExp; code: 'fetch_refused' | 'fetch_failed'; detail: string }[] = [
  { says: /^ENOTFOUND /, code: 'fetch_refused', detail: 'The name of the address is not known.' },
  // The server that knows the name is away.
  { says: /^EAI_AGAIN /, code: 'fetch_failed', detail: 'The name of the address cannot be looked up now.' },
  {
    // A connection that breaks off, or a server in trouble, says so in the words of TLS too.
    says: /^(ERR_SSL_|EPROTO )(?!.*(unexpected.eof|bad.record.mac|internal.error))/is,
    code: 'fetch_refused',
    detail: 'No TLS connection can be made to the address.',
  },
  {
    says: /^HPE_(?!INVALID_EOF_STATE)/,
    code: 'fetch_refused',
    detail: 'The address does not answer in HTTP.',
  },
  { says: /^Z_DATA_ERROR /, code: 'fetch_refused', detail: 'The answer of the address cannot be unpacked.' },
];

/**
 * The error of a fetch that failed: `fetch_refused` where every other try would end the same way, `fetch_failed` (it may
 * answer later) where nothing tells that.
 * @param cause what a resolver, a socket or a parser threw
 * @param stream what was spoken over: it knows whether the certificate was the reason
 */
export function fetchError(cause: unknown, stream?: Duplex): ConveyorError {
  const wrong = stream instanceof TLSSocket ? stream.authorizationError : null;
  if (wrong)
    return new ConveyorError('fetch_refused', {
      detail: `The address has no certificate that is valid (${wrong}).`,
      cause,
    });
  const { code: what, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  const said = `${what} ${message}`;
  const { code, detail } = reasons.find(({ says }) => says.test(said)) ?? { code: 'fetch_failed' as const };
  return new ConveyorError(code, { ...(detail !== undefined && { detail }), cause });
}
