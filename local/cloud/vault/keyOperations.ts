import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { maySign } from '../../../shared/secrets.ts';
import type { VaultCall } from './call.ts';
import type { KeyStore, KeyVersion } from './keyStore.ts';
import { page } from './page.ts';
import { badParameter, disabled, forbidden, notFound } from './vaultError.ts';

interface KeyBody {
  kty?: unknown;
  crv?: unknown;
  key?: JsonWebKey;
  alg?: unknown;
  value?: unknown;
  attributes?: { enabled?: boolean };
}

const idOf = (call: VaultCall, name: string, { version }: Pick<KeyVersion, 'version'>): string =>
  [call.origin, 'keys', name, version].join('/');

/** The response for a key: its public key and attributes. */
const bundle = (call: VaultCall, name: string, key: KeyVersion): object => {
  const { kty, crv, x, y } = key.key;
  return {
    key: { kid: idOf(call, name, key), kty, key_ops: ['sign', 'verify'], crv, x, y },
    attributes: { ...key.attributes, recoveryLevel: 'Purgeable', recoverableDays: 0 },
  };
};

/**
 * Performs a request on the keys of a vault: create and import (EC, P-256), get, list, enable and disable, sign (ES256). Private
 * keys are never returned. Roles read and sign with the keys that `shared/secrets.ts` allows, and list their versions; everything else needs the operator.
 * @returns the response body
 * @throws VaultError
 */
export function performKeyOperation(store: KeyStore, call: VaultCall): object {
  const [, name, version, operation] = call.path;
  const body = call.body as KeyBody;
  if (call.path.length > (operation === 'sign' ? 4 : 3)) throw badParameter('The resource does not exist.');
  const names = version !== 'create' && version !== 'versions';
  const signs = call.method === 'POST' && operation === 'sign' && names;
  const reads =
    call.method === 'GET' && name !== undefined && operation === undefined && version !== 'create';
  const allowed = call.principal === 'operator' || ((signs || reads) && maySign(call.principal, name ?? ''));
  if (!allowed) throw forbidden();

  if (name === undefined) {
    if (call.method !== 'GET') throw badParameter('The method is not allowed here.');
    return page(
      call,
      store.names().map((each) => listed(call, each, store.find(each) as KeyVersion)),
    );
  }
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) throw badParameter('The name of the key is not valid.');
  if (call.method === 'POST' && version === 'create' && operation === undefined) {
    if (body.kty !== 'EC' || body.crv !== 'P-256') throw badParameter('Only EC keys on P-256 are supported.');
    return bundle(call, name, store.add(name));
  }
  if (call.method === 'PUT') return bundle(call, name, store.add(name, imported(body.key)));

  const versions = store.versions(name);
  if (!versions) throw notFound(name, 'key');
  if (version === 'versions')
    return page(
      call,
      versions.map((each) => listed(call, name, each)),
    );
  const key = store.find(name, version);
  if (!key) throw notFound(`${name}/${version}`, 'key');
  if (call.method === 'PATCH') {
    if (typeof body.attributes?.enabled === 'boolean') store.setEnabled(key, body.attributes.enabled);
    return bundle(call, name, key);
  }
  if (!signs && !reads) throw badParameter('The method is not allowed here.');
  if (!key.attributes.enabled) throw disabled('key');
  return signs ? signed(call, name, key, body) : bundle(call, name, key);
}

const listed = (call: VaultCall, name: string, key: KeyVersion): object => ({
  kid: idOf(call, name, key),
  attributes: key.attributes,
});

function imported(key: JsonWebKey | undefined): JsonWebKey {
  try {
    const jwk = createPrivateKey({ key: key ?? {}, format: 'jwk' }).export({ format: 'jwk' });
    if (jwk.crv === 'P-256') return jwk;
  } catch {
    // Throws below.
  }
  throw badParameter('Only private EC keys on P-256 are supported.');
}

function signed(call: VaultCall, name: string, key: KeyVersion, { alg, value }: KeyBody): object {
  const digest = Buffer.from(typeof value === 'string' ? value : '', 'base64url');
  if (alg !== 'ES256' || digest.length !== 32)
    throw badParameter('Only ES256 signatures of SHA-256 digests are supported.');
  const secret = Buffer.from(key.key.d as string, 'base64url');
  const signature = p256.sign(digest, secret, { prehash: false, lowS: false, format: 'compact' });
  return { kid: idOf(call, name, key), value: Buffer.from(signature).toString('base64url') };
}
