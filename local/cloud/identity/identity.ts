import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { type Role, roles } from '../../../shared/roles.ts';
import { readIfExists, writePrivateFile } from '../privateFile.ts';

/** The identities: the app's roles, and the operator, who writes to vaults. */
export type Principal = Role | 'operator';
const principals: readonly Principal[] = [...roles, 'operator'];

const tokenSeconds = 24 * 3600;

/** Stored on disk, so that tokens stay valid after a restart. */
interface IdentityFile {
  tenant: string;
  key: JWK;
  principals: Record<string, { header: string; objectId: string }>;
}

/** Issues and verifies tokens like Entra ID. */
export interface Identity {
  tenant: string;
  /** The value of `X-IDENTITY-HEADER` for each principal. */
  headers: Record<Principal, string>;
  principalOf(header: string): Principal | undefined;
  /**
   * A signed token (JWT, RS256).
   * @param audience the resource, without its trailing slash
   * @param seconds lifetime; negative for an expired token
   */
  sign(
    principal: Principal,
    audience: string,
    seconds?: number,
  ): Promise<{ token: string; expiresOn: number }>;
  /** @returns the principal of a token @throws Error if signature, issuer, audience or time are not valid */
  verify(token: string, audience: string): Promise<Principal>;
}

/** Opens the identities in `directory`. The first call creates them. */
export async function openIdentity(directory: string): Promise<Identity> {
  const path = join(directory, 'identity.json');
  const present = readIfExists(path);
  const file: IdentityFile = present ? JSON.parse(present) : await newIdentityFile();
  if (!present) writePrivateFile(path, JSON.stringify(file));

  const issuer = `https://sts.windows.net/${file.tenant}/`;
  const privateKey = await importJWK(file.key, 'RS256');
  const { kty, n, e } = file.key as { kty: string; n: string; e: string };
  const publicKey = await importJWK({ kty, n, e }, 'RS256');
  const byHeader = new Map<string, Principal>();
  const byObjectId = new Map<string, Principal>();
  for (const principal of principals) {
    const { header, objectId } = file.principals[principal] as { header: string; objectId: string };
    byHeader.set(header, principal);
    byObjectId.set(objectId, principal);
  }
  /** Cache of verified tokens: the signature is checked once, the expiry at every use. */
  const verified = new Map<string, { principal: Principal; audience: string; expires: number }>();

  return {
    tenant: file.tenant,
    headers: Object.fromEntries(
      [...byHeader].map(([header, principal]) => [principal, header]),
    ) as Identity['headers'],
    principalOf: (header) => byHeader.get(header),

    async sign(principal, audience, seconds = tokenSeconds) {
      const now = Math.floor(Date.now() / 1000);
      const objectId = file.principals[principal]?.objectId as string;
      const token = await new SignJWT({ oid: objectId, tid: file.tenant, ver: '1.0', roles: [principal] })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(objectId)
        .setAudience(audience)
        .setIssuedAt(now + Math.min(0, seconds))
        .setNotBefore(now + Math.min(0, seconds) - 300)
        .setExpirationTime(now + seconds)
        .sign(privateKey);
      return { token, expiresOn: now + seconds };
    },

    async verify(token, audience) {
      const cached = verified.get(token);
      if (cached && cached.audience === audience && cached.expires > Date.now()) return cached.principal;
      const { payload } = await jwtVerify(token, publicKey, { issuer, audience, algorithms: ['RS256'] });
      if (payload.tid !== file.tenant) throw new Error('The token is from another tenant.');
      const principal = byObjectId.get(String(payload.oid));
      if (!principal) throw new Error('The token has an unknown principal.');
      if (verified.size > 1000) verified.clear();
      verified.set(token, { principal, audience, expires: (payload.exp as number) * 1000 });
      return principal;
    },
  };
}

async function newIdentityFile(): Promise<IdentityFile> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    tenant: randomUUID(),
    key: await exportJWK(privateKey),
    principals: Object.fromEntries(
      principals.map((name) => [
        name,
        { header: randomBytes(32).toString('base64url'), objectId: randomUUID() },
      ]),
    ),
  };
}
