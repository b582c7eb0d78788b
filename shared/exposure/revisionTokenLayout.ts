/*
 * Layout of a token: format (1 byte), length of the key version (1), zero-padded version of the vault key (64), nonce (12),
 * encrypted entries, tag (16). The number of entries is constant (unused ones are zero), so that the length reveals nothing.
 */
export const format = 1;
export const versionBytes = 64;
export const nonceBytes = 12;
export const tagBytes = 16;
export const entryBytes = 21;
/** Enough for 15 days with three keys a day, and the keys of an earlier publish. */
export const entries = 64;
export const headBytes = 2 + versionBytes + nonceBytes;
export const revisionTokenBytes = headBytes + entries * entryBytes + tagBytes;
