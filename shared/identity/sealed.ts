/** A secret that must be readable later, encrypted with AES-256-GCM under a key in the vault. */
export interface Sealed {
  /** Nonce (12 bytes), ciphertext and tag (16 bytes), base64url. */
  box: string;
  /** The version of the key in Key Vault. */
  keyVersion: string;
}
