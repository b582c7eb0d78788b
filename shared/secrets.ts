import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Role } from './roles.ts';

/** A secret in Key Vault, the roles with access, and how to generate it. */
export interface SecretDeclaration {
  description: string;
  /** The roles with read access; `all` has access to every secret. */
  roles: readonly Role[];
  /** Generates a new value: 256 random bits, or a key. */
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

/** Every secret: name in Key Vault → declaration. The app reads no other secrets. */
export const secrets = {
  'device-pepper': {
    description:
      'HMAC key for the stored secrets of credentials. Derived keys are used for requests with an `Idempotency-Key`.',
    roles: ['api', 'admin'],
    generate: random256,
  },
  'webhook-key': {
    description:
      'Encryption key for the webhook secrets of devices and the callback addresses and headers of jobs.',
    roles: ['api', 'batch'],
    generate: random256,
  },
  'operator-key': {
    description: 'Bearer token of operators, for the admin API and readiness details.',
    roles: ['api', 'admin', 'batch'],
    generate: random256,
  },
  'certificate-hmac-key': {
    description: 'HMAC key for the stored hashes of used certificates.',
    roles: ['api'],
    generate: random256,
  },
  'revision-token-key': {
    description: 'Key that encrypts revision tokens.',
    roles: ['api'],
    generate: random256,
  },
  'export-signing': {
    description:
      'Signing key of export files (PEM, PKCS#8, P-256). Additional keys are named `export-signing-…`.',
    roles: ['batch'],
    generate: privateKey,
  },
  'attestation-key': {
    description: 'HMAC key that authenticates attestation challenges.',
    roles: ['api'],
    generate: random256,
  },
  'play-integrity-decryption': {
    description:
      'Decryption key for Play Integrity tokens of an app (AES-256, base64). Additional keys are named `play-integrity-decryption-…`.',
    roles: ['api'],
    generate: () => randomBytes(32).toString('base64'),
  },
  'play-integrity-verification': {
    description:
      'Verification key for Play Integrity tokens of an app (P-256, base64 of DER). Additional keys are named `play-integrity-verification-…`.',
    roles: ['api'],
    generate: publicKey,
  },
  'device-check': {
    description: 'Key for Apple DeviceCheck (.p8 file, PEM). Additional keys are named `device-check-…`.',
    roles: ['api'],
    generate: privateKey,
  },
} as const satisfies Record<string, SecretDeclaration>;

export type SecretName = keyof typeof secrets;

/** Every key in Key Vault that the app requires: name → its purpose and the roles that sign with it. It never leaves the vault. */
export const keys = {
  'access-token-signing': {
    description: 'Signs the access tokens of OAuth clients (EC, P-256).',
    roles: ['api'],
  },
} as const satisfies Record<string, Pick<SecretDeclaration, 'description' | 'roles'>>;

/** The names of signing keys of export files, both secrets and vault keys. Regions refer to them. */
export const signingKeyName = /^export-signing(-[A-Za-z0-9-]{1,100})?$/;

/** The names of keys that verify attestations. Settings refer to them. The first group is the declared name. */
export const attestationSecretName =
  /^(play-integrity-decryption|play-integrity-verification|device-check)(?:-[A-Za-z0-9-]{1,90})?$/;

/**
 * Whether a role may read the secret of this name. Deny by default: unknown names are refused.
 */
export function mayRead(role: Role, name: string): boolean {
  const declaredName = signingKeyName.test(name)
    ? 'export-signing'
    : (attestationSecretName.exec(name)?.[1] ?? name);
  const declaration = (secrets as Record<string, SecretDeclaration>)[declaredName];
  if (!declaration) return false;
  return role === 'all' || declaration.roles.includes(role);
}

/** Whether a role may sign with the key of this name, and read its versions and public keys. Deny by default. */
export function maySign(role: Role, name: string): boolean {
  if (signingKeyName.test(name)) return mayRead(role, name);
  const declaration = (keys as Record<string, Pick<SecretDeclaration, 'roles'>>)[name];
  return declaration !== undefined && (role === 'all' || declaration.roles.includes(role));
}
