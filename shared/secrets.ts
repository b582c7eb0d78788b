import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Role } from './roles.ts';

/** A secret that Key Vault holds, who may read it, and how a first one is made. */
export interface SecretDeclaration {
  description: string;
  /** The roles that may read it; `all` reads everything. */
  roles: readonly Role[];
  /** A fresh value: 256 random bits, or a private key. */
  generate: () => string;
}

const random256 = (): string => randomBytes(32).toString('base64url');
const publicKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .publicKey.export({ format: 'der', type: 'spki' })
    .toString('base64');
const privateKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    format: 'pem',
    type: 'pkcs8',
  }) as string;

/** Every secret there is: name in Key Vault → its declaration. What is not here is not read. */
export const secrets = {
  'device-pepper': {
    description:
      'Key of the HMAC under which the secrets of devices are kept; one made of it is for requests with an `Idempotency-Key`.',
    roles: ['api'],
    generate: random256,
  },
  'webhook-key': {
    description:
      'Key under which the webhook secrets of devices are sealed, and the callback addresses of jobs.',
    roles: ['api', 'batch'],
    generate: random256,
  },
  'operator-key': {
    description: 'Bearer token of operators: the admin API, details of health.',
    roles: ['api', 'admin', 'batch'],
    generate: random256,
  },
  'registration-token': {
    description: 'Bearer token that registration asks for when REGISTRATION=token.',
    roles: ['api'],
    generate: random256,
  },
  'certificate-hmac-key': {
    description: 'Key of the HMAC under which the certificates that were used are kept.',
    roles: ['api'],
    generate: random256,
  },
  'revision-token-key': {
    description: 'Key that encrypts revision tokens.',
    roles: ['api'],
    generate: random256,
  },
  'export-signing': {
    description: 'Signing key of export files (PEM, PKCS#8, P-256); further ones are `export-signing-…`.',
    roles: ['batch'],
    generate: privateKey,
  },
  'attestation-key': {
    description: 'Key of the HMAC by which challenges are known again.',
    roles: ['api'],
    generate: random256,
  },
  'play-integrity-decryption': {
    description:
      "Key that decrypts an app's Play Integrity tokens (AES-256, base64); further ones are `play-integrity-decryption-…`.",
    roles: ['api'],
    generate: () => randomBytes(32).toString('base64'),
  },
  'play-integrity-verification': {
    description:
      "Key that verifies an app's Play Integrity tokens (P-256, base64 of DER); further ones are `play-integrity-verification-…`.",
    roles: ['api'],
    generate: publicKey,
  },
  'device-check': {
    description: "Key of Apple's DeviceCheck (the .p8 file, PEM); further ones are `device-check-…`.",
    roles: ['api'],
    generate: privateKey,
  },
} as const satisfies Record<string, SecretDeclaration>;

export type SecretName = keyof typeof secrets;

/** Names of keys that sign export files, among the secrets and the keys of the vault: regions name them. */
export const signingKeyName = /^export-signing(-[A-Za-z0-9-]{1,100})?$/;

/** Names of the keys that check attestations: settings name them. The first group is the declared one of its kind. */
export const attestationSecretName =
  /^(play-integrity-decryption|play-integrity-verification|device-check)(?:-[A-Za-z0-9-]{1,90})?$/;

/**
 * Whether a role may read a secret, or sign with a key, of this name. Deny by default: an unknown name is nobody's.
 */
export function mayRead(role: Role, name: string): boolean {
  const known = signingKeyName.test(name)
    ? 'export-signing'
    : (attestationSecretName.exec(name)?.[1] ?? name);
  const declaration = (secrets as Record<string, SecretDeclaration>)[known];
  if (!declaration) return false;
  return role === 'all' || declaration.roles.includes(role);
}
