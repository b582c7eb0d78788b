import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { SecretName } from '../secrets.ts';
import type { Sealed } from './sealed.ts';
import type { IdentityServices } from './services.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a text under the latest version of a key.
 * @param owner bound to the ciphertext: `unseal` fails for any other owner
 */
export async function seal(
  text: string,
  { key, owner }: { key: SecretName; owner: string },
  { vault, random }: Pick<IdentityServices, 'vault' | 'random'>,
): Promise<Sealed> {
  const { value, version } = await vault.current(key);
  const nonce = random.bytes(nonceBytes);
  const cipher = createCipheriv(algorithm, Buffer.from(value, 'base64url'), nonce, {
    authTagLength: tagBytes,
  });
  cipher.setAAD(Buffer.from(owner));
  const box = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { box: box.toString('base64url'), keyVersion: version };
}

/** Decrypts a sealed text. @throws Error if it was modified, has another owner, or its key version is missing */
export async function unseal(
  { box, keyVersion }: Sealed,
  { key, owner }: { key: SecretName; owner: string },
  { vault }: Pick<IdentityServices, 'vault'>,
): Promise<string> {
  const { value } = await vault.version(key, keyVersion);
  const bytes = Buffer.from(box, 'base64url');
  const decipher = createDecipheriv(
    algorithm,
    Buffer.from(value, 'base64url'),
    bytes.subarray(0, nonceBytes),
    { authTagLength: tagBytes },
  );
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}
