import { randomBytes } from 'node:crypto';
import type { Role } from './roles.ts';

/** A secret that Key Vault holds, who may read it, and how a first one is made. */
export interface SecretDeclaration {
  description: string;
  /** The roles that may read it; `all` reads everything. */
  roles: readonly Role[];
  /** A fresh value, 256 random bits. */
  generate: () => string;
}

const random256 = (): string => randomBytes(32).toString('base64url');

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
} as const satisfies Record<string, SecretDeclaration>;

export type SecretName = keyof typeof secrets;

/** Whether a role may read a secret. Deny by default: an unknown name is nobody's. */
export function mayRead(role: Role, name: string): boolean {
  const declaration = (secrets as Record<string, SecretDeclaration>)[name];
  if (!declaration) return false;
  return role === 'all' || declaration.roles.includes(role);
}
