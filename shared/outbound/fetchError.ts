import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { ConveyorError } from '../errors.ts';

/** Maps the codes and messages of DNS, TLS and HTTP errors to catalogued errors. */
const reasons: { pattern: RegExp; code: 'fetch_refused' | 'fetch_failed'; detail: string }[] = [
  { pattern: /^ENOTFOUND /, code: 'fetch_refused', detail: 'The host name of the address does not exist.' },
  // The authoritative DNS server is unavailable.
  { pattern: /^EAI_AGAIN /, code: 'fetch_failed', detail: 'The DNS lookup of the address failed.' },
  {
    // Broken connections and internal server errors also surface as TLS errors, but may be transient.
    pattern: /^(ERR_SSL_|EPROTO )(?!.*(unexpected.eof|bad.record.mac|internal.error))/is,
    code: 'fetch_refused',
    detail: 'The TLS handshake with the address failed.',
  },
  {
    pattern: /^HPE_(?!INVALID_EOF_STATE)/,
    code: 'fetch_refused',
    detail: 'The address does not respond with valid HTTP.',
  },
  {
    pattern: /^Z_DATA_ERROR /,
    code: 'fetch_refused',
    detail: 'The response of the address cannot be decompressed.',
  },
];

/**
 * The catalogued error of a failed fetch: `fetch_refused` if a retry would fail the same way, otherwise `fetch_failed`.
 * @param cause the error of a resolver, socket or parser
 * @param stream the connection, which contains the reason of a certificate error
 */
export function fetchError(cause: unknown, stream?: Duplex): ConveyorError {
  const certificateError = stream instanceof TLSSocket ? stream.authorizationError : null;
  if (certificateError)
    return new ConveyorError('fetch_refused', {
      detail: `The certificate of the address is invalid (${certificateError}).`,
      cause,
    });
  const { code: systemCode, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  const text = `${systemCode} ${message}`;
  const { code, detail } = reasons.find(({ pattern }) => pattern.test(text)) ?? {
    code: 'fetch_failed' as const,
  };
  return new ConveyorError(code, { ...(detail !== undefined && { detail }), cause });
}
