import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { statusOf } from '../azure/status.ts';
import type { Services } from '../services.ts';

/** A key that its publisher may revise. */
export interface RevisableKey {
  /** Lower-case hexadecimal. */
  id: string;
  rollingStart: number;
  rollingPeriod: number;
}

// A token is: format (1 byte), length of the version (1), version of the vault's key padded (64), nonce (12), the encrypted
// entries, tag (16). Always as many entries, those that are not used all zero, so that its length tells nothing.
const format = 1;
const versionBytes = 64;
const nonceBytes = 12;
const tagBytes = 16;
const entryBytes = 21;
/** More keys than 15 days have, with three a day and a publish of the past. */
const entries = 64;
const headBytes = 2 + versionBytes + nonceBytes;
export const revisionTokenBytes = headBytes + entries * entryBytes + tagBytes;

const secret = 'revision-token-key';

/**
 * Makes the token with which these keys can be revised: opaque to who holds it, AES-256-GCM under the newest key of the
 * vault, bound to the organisation. Of more keys than it holds, the oldest go.
 */
export async function sealRevisionToken(
  keys: readonly RevisableKey[],
  organisationId: string,
  { vault, random }: Pick<Services, 'vault' | 'random'>,
): Promise<Buffer> {
  const { value, version } = await vault.current(secret);
  const head = Buffer.alloc(headBytes);
  head[0] = format;
  head[1] = head.write(version, 2, versionBytes);
  random.bytes(nonceBytes).copy(head, 2 + versionBytes);

  const plain = Buffer.alloc(entries * entryBytes);
  const kept = keys.toSorted((one, other) => endOf(other) - endOf(one)).slice(0, entries);
  for (const [index, key] of kept.entries()) {
    const offset = index * entryBytes;
    plain.write(key.id, offset, 16, 'hex');
    plain.writeUInt32BE(key.rollingStart, offset + 16);
    plain[offset + 20] = key.rollingPeriod;
  }
  const cipher = createCipheriv('aes-256-gcm', keyOf(value), head.subarray(2 + versionBytes));
  cipher.setAAD(boundTo(head, organisationId));
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens a token, made under whichever version of the key.
 * @returns `undefined` if it is none of ours, or its key is gone from the vault.
 */
export async function openRevisionToken(
  token: Buffer,
  organisationId: string,
  { vault }: Pick<Services, 'vault'>,
): Promise<RevisableKey[] | undefined> {
  if (token.length !== revisionTokenBytes || token[0] !== format) return undefined;
  const head = token.subarray(0, headBytes);
  const version = head.toString('latin1', 2, 2 + Math.min(head[1] ?? 0, versionBytes));
  if (!/^[\w-]+$/.test(version)) return undefined;
  const value = await secretOf(version, vault);
  if (value === undefined) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(value), head.subarray(2 + versionBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(head, organisationId));
  decipher.setAuthTag(token.subarray(-tagBytes));
  let plain: Buffer;
  try {
    plain = Buffer.concat([decipher.update(token.subarray(headBytes, -tagBytes)), decipher.final()]);
  } catch {
    // Somebody changed it, or it is another organisation's: GCM says no more.
    return undefined;
  }
  const keys: RevisableKey[] = [];
  for (let offset = 0; offset < plain.length; offset += entryBytes) {
    const rollingPeriod = plain[offset + 20] ?? 0;
    if (rollingPeriod > 0)
      keys.push({
        id: plain.toString('hex', offset, offset + 16),
        rollingStart: plain.readUInt32BE(offset + 16),
        rollingPeriod,
      });
  }
  return keys;
}

/** A version that the vault does not have, or not any more, opens nothing. */
async function secretOf(version: string, vault: Services['vault']): Promise<string | undefined> {
  try {
    return (await vault.version(secret, version)).value;
  } catch (error) {
    if ([400, 403, 404].includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

/** The secret may be of any form: 256 bits are made of it (RFC 5869). */
function keyOf(value: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', value, '', 'revision token', 32));
}

function boundTo(head: Buffer, organisationId: string): Buffer {
  return Buffer.concat([
    head.subarray(0, 2 + versionBytes),
    Buffer.from(`revision token\0${organisationId}`),
  ]);
}

const endOf = ({ rollingStart, rollingPeriod }: RevisableKey) => rollingStart + rollingPeriod;
