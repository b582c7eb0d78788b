import { expect, inject, test } from 'vitest';
import { createMissingKeys, createMissingSecrets } from '../../pipelines/azure/createMissingSecrets.ts';
import { secrets } from '../../shared/secrets.ts';
import { tenant } from '../harness/tenant.ts';
import { clientsOf } from '../local/cloud/clients.ts';

test('secrets that the vault lacks are created once, except those that come from others', async () => {
  const { name } = await tenant();
  const { vault } = clientsOf(inject('cloud'), { name, role: 'operator' });
  // The local vault has every secret of the app; a landscape that is new has none.
  const declaration = { ...secrets['operator-key'], generate: () => 'generated' };
  const declarations = { ...secrets, 'new-key': declaration, 'device-check-new': declaration };
  const before = (await vault.getSecret('operator-key')).properties.version;

  const outcomes = await createMissingSecrets(vault, declarations);
  expect(outcomes.get('operator-key')).toBe('present');
  expect(outcomes.get('device-check-new')).toBe('external');
  expect([...outcomes].filter(([, outcome]) => outcome === 'created')).toEqual([['new-key', 'created']]);
  const created = await vault.getSecret('new-key');
  expect(created.value).toBe('generated');

  expect((await createMissingSecrets(vault, declarations)).get('new-key')).toBe('present');
  expect((await vault.getSecret('new-key')).properties.version).toBe(created.properties.version);
  expect((await vault.getSecret('operator-key')).properties.version).toBe(before);
});

test('keys that the vault lacks are created once', async () => {
  const { name } = await tenant();
  const { keys } = clientsOf(inject('cloud'), { name, role: 'operator' });
  expect(await createMissingKeys(keys, ['export-signing-new'])).toEqual(['export-signing-new']);
  expect(await createMissingKeys(keys, ['export-signing-new'])).toEqual([]);
  expect((await keys.getKey('export-signing-new')).key).toMatchObject({ kty: 'EC', crv: 'P-256' });
});
