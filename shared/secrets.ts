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
const privateKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    format: 'pem',
    type: 'pkcs8',
  }) as string;

/** Every secret there is: name in Key Vault → its declaration. What is not here is not read. */
export const secrets = {
  'device-pepper': {
    description: 'Key of the HMAC under which the secrets of devices are kept.',
    roles: ['api'],
    generate: random256,
  },
  'webhook-key': {
    description: 'Key under which the webhook secrets of devices are sealed.',
    roles: ['api', 'batch'],
    generate: random256,
  },
  'operator-key': {
    description: 'Bearer token of operators: health details now, the admin API later.',
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
} as const satisfies Record<string, SecretDeclaration>;

export type SecretName = keyof typeof secrets;

/** Names of keys that sign export files, among the secrets and the keys of the vault: regions name them. */
export const signingKeyName = /^export-signing(-[A-Za-z0-9-]{1,100})?$/;

/**
 * Whether a role may read a secret, or sign with a key, of this name. Deny by default: an unknown name is nobody's.
 */
export function mayRead(role: Role, name: string): boolean {
  const known = signingKeyName.test(name) ? 'export-signing' : name;
  const declaration = (secrets as Record<string, SecretDeclaration>)[known];
  if (!declaration) return false;
  return role === 'all' || declaration.roles.includes(role);
}
