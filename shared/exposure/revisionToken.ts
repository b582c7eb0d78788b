import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { statusOf } from '../azure/status.ts';
import {
  entries,
  entryBytes,
  format,
  headBytes,
  nonceBytes,
  revisionTokenBytes,
  tagBytes,
  versionBytes,
} from './revisionTokenLayout.ts';
import type { ExposureServices } from './services.ts';

/** A key that can be revised with a token. */
export interface RevisableKey {
  /** Lower-case hexadecimal. */
  id: string;
  rollingStart: number;
  rollingPeriod: number;
}

const secret = 'revision-token-key';

/**
 * Makes the token with which these keys can be revised: opaque to clients, encrypted with AES-256-GCM under the latest key
 * in the vault, bound to the organisation. If there are more keys than entries, the oldest keys are dropped.
 */
export async function sealRevisionToken(
  keys: readonly RevisableKey[],
  organisationId: string,
  { vault, random }: Pick<ExposureServices, 'vault' | 'random'>,
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
 * Opens a token made under any version of the key that the vault still has.
 * @returns `undefined` if the token is invalid or the version of its key is not available.
 */
export async function openRevisionToken(
  token: Buffer,
  organisationId: string,
  { vault }: Pick<ExposureServices, 'vault'>,
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
    // Modified, or of another organisation: GCM does not distinguish the two.
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

/** @returns `undefined` if the vault does not have the version, or it is disabled. */
async function secretOf(version: string, vault: ExposureServices['vault']): Promise<string | undefined> {
  try {
    return (await vault.version(secret, version)).value;
  } catch (error) {
    if ([400, 403, 404].includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

/** Derives a 256-bit key from a secret of any format (HKDF, RFC 5869). */
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
