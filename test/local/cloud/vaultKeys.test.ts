import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  randomBytes,
  verify,
} from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment } from '../../../local/cloud/environment.ts';
import { fetchToken } from '../../../local/cloud/identity/fetchToken.ts';
import type { Principal } from '../../../local/cloud/identity/identity.ts';
import { clientsOf } from './clients.ts';
import { testCloud } from './testCloud.ts';

const cloud = testCloud(['conveyor']);
const keysOf = (role: Principal) => clientsOf(cloud.description, { name: 'conveyor', role }).keys;

const message = randomBytes(50);
const digest = createHash('sha256').update(message).digest();

test('batch, all and the operator sign with a key that the operator created; other roles cannot', async () => {
  const { name, properties, key } = await keysOf('operator').createEcKey('export-signing-one', {
    curve: 'P-256',
  });
  expect(key).toMatchObject({ kty: 'EC', crv: 'P-256' });
  expect(key?.d).toBeUndefined();
  for (const role of ['batch', 'all', 'operator'] as const) {
    const crypto = keysOf(role).getCryptographyClient(name, { keyVersion: properties.version as string });
    const { result } = await crypto.sign('ES256', digest);
    expect(result).toHaveLength(64);
    const { kty, crv } = key as { kty: string; crv: string };
    const [x, y] = [key?.x, key?.y].map((each) => Buffer.from(each as Uint8Array).toString('base64url'));
    const publicKey = createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' });
    expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, result)).toBe(true);
  }
  for (const role of ['api', 'admin', 'convert'] as const) {
    await expect(keysOf(role).getKey(name)).rejects.toMatchObject({ statusCode: 403 });
    const crypto = keysOf(role).getCryptographyClient(name, { keyVersion: properties.version as string });
    await expect(crypto.sign('ES256', digest)).rejects.toMatchObject({ statusCode: 403 });
  }
});

test('only api signs access tokens, with a key that exists from the start', async () => {
  const name = 'access-token-signing';
  const [{ version = '' } = {}] = await Array.fromAsync(keysOf('api').listPropertiesOfKeyVersions(name));
  const crypto = keysOf('api').getCryptographyClient(name, { keyVersion: version });
  expect((await crypto.sign('ES256', digest)).result).toHaveLength(64);
  for (const role of ['admin', 'batch', 'convert'] as const) {
    await expect(keysOf(role).getKey(name)).rejects.toMatchObject({ statusCode: 403 });
    const other = keysOf(role).getCryptographyClient(name, { keyVersion: version });
    await expect(other.sign('ES256', digest)).rejects.toMatchObject({ statusCode: 403 });
  }
  // It is a key, not a secret that could be read.
  const { vault } = clientsOf(cloud.description, { name: 'conveyor', role: 'api' });
  await expect(vault.getSecret(name)).rejects.toMatchObject({ statusCode: 403 });
});

test('a role cannot create, list or use other keys', async () => {
  await keysOf('operator').createEcKey('other', { curve: 'P-256' });
  const keys = keysOf('batch');
  await expect(keys.createEcKey('export-signing-mine', { curve: 'P-256' })).rejects.toMatchObject({
    statusCode: 403,
  });
  await expect(keys.listPropertiesOfKeys().next()).rejects.toMatchObject({ statusCode: 403 });
  await expect(keys.getKey('other')).rejects.toMatchObject({ statusCode: 403 });
  await expect(keysOf('all').getKey('other')).rejects.toMatchObject({ statusCode: 403 });
});

test('a path with an additional operation does not extend the permissions of a role', async () => {
  const { KEY_VAULT_URL } = environment(cloud.description, { name: 'conveyor', role: 'batch' });
  await keysOf('operator').createEcKey('export-signing-deep', { curve: 'P-256' });
  const token = await fetchToken(cloud.description, 'batch', 'https://vault.azure.net');
  for (const path of ['create/sign', 'create/sign/sign', 'versions/sign'])
    expect(
      (
        await fetch(`${KEY_VAULT_URL}/keys/export-signing-deep/${path}?api-version=7.6`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ kty: 'EC', crv: 'P-256' }),
        })
      ).status,
      path,
    ).toBeGreaterThanOrEqual(400);
  const versions = keysOf('operator').listPropertiesOfKeyVersions('export-signing-deep');
  expect(await Array.fromAsync(versions)).toHaveLength(1);
});

test('a key can be imported, versioned and disabled', async () => {
  const keys = keysOf('operator');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { d, x, y } = privateKey.export({ format: 'jwk' });
  const bytes = (text: string | undefined) => Buffer.from(text as string, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', d: bytes(d), x: bytes(x), y: bytes(y) } as const;
  const first = await keys.importKey('export-signing-two', jwk);
  const second = await keys.createEcKey('export-signing-two', { curve: 'P-256' });
  expect((await keys.getKey('export-signing-two')).properties.version).toBe(second.properties.version);
  const versions: unknown[] = [];
  for await (const { version } of keys.listPropertiesOfKeyVersions('export-signing-two'))
    versions.push(version);
  expect(versions).toEqual([first.properties.version, second.properties.version]);
  const names: string[] = [];
  for await (const { name } of keys.listPropertiesOfKeys()) names.push(name);
  expect(names).toContain('export-signing-two');

  const version = first.properties.version as string;
  const crypto = keys.getCryptographyClient('export-signing-two', { keyVersion: version });
  const { result } = await crypto.sign('ES256', digest);
  const publicKey = { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', message, publicKey, result)).toBe(true);
  await keys.updateKeyProperties('export-signing-two', version, { enabled: false });
  await expect(keysOf('batch').getKey('export-signing-two', { version })).rejects.toMatchObject({
    statusCode: 403,
  });
});

test('a missing key or another curve returns an error code', async () => {
  const keys = keysOf('operator');
  await expect(keys.getKey('export-signing-none')).rejects.toMatchObject({
    statusCode: 404,
    code: 'KeyNotFound',
  });
  await expect(keys.createEcKey('export-signing-big', { curve: 'P-384' })).rejects.toMatchObject({
    statusCode: 400,
  });
  await expect(keys.createKey('export-signing-rsa', 'RSA')).rejects.toMatchObject({ statusCode: 400 });
});

test('keys are stored in a file with mode 0600', async () => {
  await keysOf('operator').createEcKey('kept', { curve: 'P-256' });
  const file = join(cloud.directory, 'vaults', 'conveyor.keys.json');
  expect(readFileSync(file, 'utf8')).toContain('kept');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
