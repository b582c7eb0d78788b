import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { DocumentRefused } from '../../engines/engine.ts';
import { zipContents } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import type { ZipLimits } from '../../limits.ts';

/** Encryption of one part of a package, from its manifest (ODF 1.3 part 2, section 4.8). */
interface Encryption {
  path: string;
  checksum: Buffer;
  checksumType: string;
  algorithm: string;
  iv: Buffer;
  salt: Buffer;
  iterations: number;
  keyBytes: number;
  startKey: string;
}

const unsupported = () =>
  new DocumentRefused('corrupt_file', { detail: 'The encryption method of the file is not supported.' });

/** More than any known program uses. Limits the computing time. */
const maximumIterations = 10_000_000;

/**
 * Decrypts an OpenDocument package with AES-CBC and PBKDF2, as written by LibreOffice 3.5 to 24.2 and others.
 * @throws DocumentRefused `password_wrong`, `corrupt_file`, `zip_limits`
 */
export async function decryptOpenDocument(
  bytes: Uint8Array,
  password: string,
  limits: ZipLimits,
): Promise<Uint8Array> {
  const parts = await zipContents(bytes, limits, () => true, limits.totalBytes);
  const manifest = parts.get('META-INF/manifest.xml')?.toString('utf8') ?? '';
  const encryptions = encryptionsOf(manifest);
  if (encryptions.length === 0) throw unsupported();
  let unpacked = 0;
  for (const each of encryptions) {
    const part = parts.get(each.path);
    if (!part) throw new DocumentRefused('corrupt_file');
    const maximumBytes = limits.totalBytes - unpacked;
    const content = decryptPart(part, each, password, maximumBytes);
    unpacked += content.byteLength;
    parts.set(each.path, content);
  }
  parts.set('META-INF/manifest.xml', Buffer.from(manifest.replace(encryptionData, '')));
  return zipParts(parts);
}

const encryptionData = /<(?:\w+:)?encryption-data\b.*?<\/(?:\w+:)?encryption-data>/gs;
const fileEntry =
  /<(?:\w+:)?file-entry\b([^>]*[^/>])>(?:(?!<\/(?:\w+:)?file-entry>).)*<\/(?:\w+:)?file-entry>/gs;

function encryptionsOf(manifest: string): Encryption[] {
  return [...manifest.matchAll(fileEntry)].flatMap(([entry, head = '']) => {
    if (!/encryption-data\b/.test(entry)) return [];
    const value = (name: string, text = entry) =>
      new RegExp(`[\\s:]${name}\\s*=\\s*["']([^"']*)["']`).exec(text)?.[1] ?? '';
    const bytes = (name: string) => Buffer.from(value(name), 'base64');
    return [
      {
        path: value('full-path', head).replaceAll('&amp;', '&'),
        checksum: bytes('checksum'),
        checksumType: value('checksum-type'),
        algorithm: value('algorithm-name'),
        iv: bytes('initialisation-vector'),
        salt: bytes('salt'),
        iterations: Number(value('iteration-count')),
        keyBytes: Number(value('key-size') || 16),
        startKey: value('start-key-generation-name'),
      },
    ];
  });
}

function decryptPart(part: Buffer, encryption: Encryption, password: string, maximumBytes: number): Buffer {
  const { algorithm, iv, salt, iterations, keyBytes, startKey, checksum, checksumType } = encryption;
  const bits = /#aes(128|192|256)-cbc$/.exec(algorithm)?.[1];
  if (!bits || !(iterations > 0 && iterations <= maximumIterations) || keyBytes * 8 !== Number(bits))
    throw unsupported();
  const hash = /sha256$/i.test(startKey) ? 'sha256' : 'sha1';
  const start = createHash(hash).update(password).digest();
  const key = pbkdf2Sync(start, salt, iterations, keyBytes, 'sha1');
  const decipher = createDecipheriv(`aes-${bits}-cbc`, key, iv).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(part), decipher.final()]);
  // The last byte is the padding length (W3C XML Encryption, 5.2). With a wrong password it is arbitrary.
  const deflated = padded.subarray(0, padded.length - Math.min(padded.at(-1) ?? 0, padded.length));
  const summed = createHash(/sha256/i.test(checksumType) ? 'sha256' : 'sha1');
  if (!summed.update(deflated.subarray(0, 1024)).digest().equals(checksum))
    throw new DocumentRefused('password_wrong');
  return inflated(deflated, maximumBytes);
}

function inflated(deflated: Buffer, maximumBytes: number): Buffer {
  try {
    return inflateRawSync(deflated, { maxOutputLength: Math.max(1, maximumBytes) });
  } catch (cause) {
    const isLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new DocumentRefused(isLarge ? 'zip_limits' : 'corrupt_file', { cause });
  }
}
