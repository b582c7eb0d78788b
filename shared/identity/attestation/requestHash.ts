import { createHash } from 'node:crypto';

/**
 * The hash to which an attestation is bound. Its input is UTF-8 without a trailing newline; `\n` is the byte 0x0A. Apple's
 * `clientDataHash` is these 32 bytes; Google's `requestHash` or `nonce` is their base64url without padding.
 */
export const requestHash = {
  /** SHA-256 of `register`, `\n`, the challenge. */
  register: (challenge: string): Buffer => sha256(`register\n${challenge}`),

  /**
   * SHA-256 of `publish`, `\n`, the challenge, `\n`, and the SHA-256 of the body in lower-case hexadecimal.
   * @param body the raw bytes of the request body
   */
  publish: (challenge: string, body: Uint8Array): Buffer =>
    sha256(`publish\n${challenge}\n${sha256(body).toString('hex')}`),
} as const;

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
