import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchToken } from '../../../local/cloud/identity/fetchToken.ts';
import { openIdentity } from '../../../local/cloud/identity/identity.ts';
import { setVaultFault } from '../../../local/cloud/vault/fault.ts';
import { roles } from '../../../shared/roles.ts';
import { mayRead, secrets } from '../../../shared/secrets.ts';
import { clientsOf, type RawAnswer, raw } from './clients.ts';
import { testCloud } from './testCloud.ts';

const cloud = testCloud(['conveyor', 'other', 'faulty']);
const vaultResource = 'https://vault.azure.net';
const operator = () => clientsOf(cloud.description, { name: 'conveyor', role: 'operator' }).vault;

const get = (path: string, token?: string): Promise<RawAnswer> =>
  raw(cloud.description, `${cloud.description.vaultEndpoint}/conveyor/${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

describe('a token', () => {
  const pepper = 'secrets/device-pepper?api-version=7.6';

  it('is requested by a challenge that names the resource', async () => {
    const { status, headers, body } = await get(pepper);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(
      /^Bearer authorization="https:\/\/login\.windows\.net\/[0-9a-f-]+", resource="https:\/\/vault\.azure\.net"$/,
    );
    expect(body.error.code).toBe('Unauthorized');
  });

  it('is rejected with another audience, after its expiry, and with another signing key', async () => {
    const identity = await openIdentity(join(cloud.directory, 'identity'));
    const stranger = await openIdentity(join(cloud.directory, 'stranger'));
    const tokens = await Promise.all([
      identity.sign('all', 'https://storage.azure.com'),
      identity.sign('all', vaultResource, -60),
      stranger.sign('all', vaultResource),
    ]);
    for (const { token } of tokens) expect((await get(pepper, token)).status).toBe(401);
    expect((await get(pepper, 'nonsense')).status).toBe(401);
    expect((await get(pepper, (await identity.sign('all', vaultResource)).token)).status).toBe(200);
  });
});

describe('a role', () => {
  it.each(roles)('%s reads only the secrets that shared/secrets.ts allows', async (role) => {
    const { vault } = clientsOf(cloud.description, { name: 'conveyor', role });
    for (const name of Object.keys(secrets)) {
      const reading = vault.getSecret(name);
      if (mayRead(role, name)) expect((await reading).value?.length).toBeGreaterThanOrEqual(43);
      else await expect(reading).rejects.toMatchObject({ statusCode: 403, code: 'Forbidden' });
    }
  });

  it('cannot write or list secrets', async () => {
    const { vault } = clientsOf(cloud.description, { name: 'conveyor', role: 'all' });
    await expect(vault.setSecret('new', 'x')).rejects.toMatchObject({ statusCode: 403 });
    await expect(vault.listPropertiesOfSecrets().next()).rejects.toMatchObject({ statusCode: 403 });
  });
});

describe('the operator', () => {
  it('sets, reads and lists versions', async () => {
    const vault = operator();
    const first = await vault.setSecret('rotated', 'one', {
      tags: { by: 'test' },
      contentType: 'text/plain',
    });
    const second = await vault.setSecret('rotated', 'two');
    expect((await vault.getSecret('rotated')).value).toBe('two');
    const old = await vault.getSecret('rotated', { version: first.properties.version as string });
    expect(old).toMatchObject({
      value: 'one',
      name: 'rotated',
      properties: { enabled: true, contentType: 'text/plain', tags: { by: 'test' } },
    });
    const versions: unknown[] = [];
    for await (const { version } of vault.listPropertiesOfSecretVersions('rotated')) versions.push(version);
    expect(versions).toEqual([first.properties.version, second.properties.version]);
  });

  it('lists secrets in pages', async () => {
    const vault = operator();
    for (let number = 0; number < 30; number++) await vault.setSecret(`listed-${number}`, 'x');
    const pages: number[] = [];
    const names = new Set<string>();
    for await (const page of vault.listPropertiesOfSecrets().byPage({ maxPageSize: 20 })) {
      pages.push(page.length);
      for (const { name } of page) names.add(name);
    }
    expect(pages[0]).toBe(20);
    expect(pages.length).toBeGreaterThan(1);
    expect(names.size).toBe(pages.reduce((sum, each) => sum + each, 0));
    expect(names).toContain('listed-29');
  });

  it('disables a version, which can no longer be read', async () => {
    const vault = operator();
    const { properties } = await vault.setSecret('disabled', 'x');
    await vault.updateSecretProperties('disabled', properties.version as string, { enabled: false });
    await expect(vault.getSecret('disabled')).rejects.toMatchObject({
      statusCode: 403,
      code: 'Forbidden',
      details: { error: { innerError: { code: 'SecretDisabled' } } },
    });
  });

  it('deletes a secret', async () => {
    const vault = operator();
    await vault.setSecret('deleted', 'x');
    await (await vault.beginDeleteSecret('deleted')).pollUntilDone();
    await expect(vault.getSecret('deleted')).rejects.toMatchObject({
      statusCode: 404,
      code: 'SecretNotFound',
    });
  });
});

describe('a vault', () => {
  it('has different secrets for each tenant', async () => {
    const ours = await operator().getSecret('device-pepper');
    const theirs = await clientsOf(cloud.description, { name: 'other' }).vault.getSecret('device-pepper');
    expect(theirs.value).not.toBe(ours.value);
  });

  it('is stored in a file with mode 0600', async () => {
    await operator().setSecret('kept', 'on disk');
    const file = join(cloud.directory, 'vaults', 'conveyor.json');
    expect(existsSync(file) && readFileSync(file, 'utf8')).toContain('on disk');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(cloud.directory, 'vaults')).mode & 0o777).toBe(0o700);
  });

  it('requires api-version', async () => {
    const token = await fetchToken(cloud.description, 'all', vaultResource);
    const { status, body } = await get('secrets/device-pepper', token);
    expect([status, body.error.code]).toEqual([400, 'BadParameter']);
  });

  it('simulates throttling and unavailability', async () => {
    const { vault } = clientsOf(cloud.description, { name: 'faulty' });
    await setVaultFault(cloud.description, 'faulty', { kind: 'throttled', retryAfter: 7, calls: 1 });
    await expect(vault.getSecret('device-pepper')).rejects.toMatchObject({
      statusCode: 429,
      code: 'Throttled',
    });
    await expect(vault.getSecret('device-pepper')).resolves.toBeDefined();
    await setVaultFault(cloud.description, 'faulty', { kind: 'unavailable' });
    await expect(vault.getSecret('device-pepper')).rejects.toMatchObject({ name: 'RestError' });
    await setVaultFault(cloud.description, 'faulty', { kind: 'none' });
    await expect(vault.getSecret('device-pepper')).resolves.toBeDefined();
  });
});
