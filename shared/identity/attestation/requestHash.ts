import { createHash } from 'node:crypto';

/**
 * What an attestation is bound to. The texts are UTF-8 without an end of line after the last one; `\n` is one byte, 0x0A.
 * Apple's `clientDataHash` is these 32 bytes, Google's `requestHash` or `nonce` their base64url without padding.
 */
export const requestHash = {
  /** SHA-256 of `register`, `\n`, the challenge. */
  register: (challenge: string): Buffer => sha256(`register\n${challenge}`),

  /**
   * SHA-256 of `publish`, `\n`, the challenge, `\n`, and the SHA-256 of the body in lower-case hexadecimal.
   * @param body the very bytes that are sent
   */
  publish: (challenge: string, body: Uint8Array): Buffer =>
    sha256(`publish\n${challenge}\n${sha256(body).toString('hex')}`),
} as const;

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
