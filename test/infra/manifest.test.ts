import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hashOfSources, landscapesFile, manifestFile } from '../../build/infrastructure/files.ts';
import { infrastructureManifest } from '../../build/infrastructure/manifest.ts';
import { deployedRoles, permissions } from '../../shared/permissions.ts';
import { containers, queues } from '../../shared/services.ts';
import { Landscape, landscapes, template } from './landscapes.ts';

test('the manifest holds what the code declares: run `npm run templates` after a change', async () => {
  const written = JSON.parse(readFileSync(manifestFile, 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(await infrastructureManifest())));
});

test('the compiled template belongs to its sources: run `npm run templates` after a change', () => {
  expect(template.metadata.sourceHash).toBe(hashOfSources());
  expect(Object.keys(landscapes)).toEqual(expect.arrayContaining(['dev', 'stage', 'prod']));
  expect(readFileSync(landscapesFile, 'utf8')).not.toContain('@description');
});

test('the permissions name containers and queues of the code', () => {
  const names = containers.map(({ name }) => name);
  for (const role of deployedRoles) {
    expect(names).toEqual(expect.arrayContaining([...permissions[role].reads, ...permissions[role].writes]));
    expect(queues).toEqual(expect.arrayContaining([...permissions[role].sends]));
  }
  const used = new Set(deployedRoles.flatMap((role) => permissions[role].writes));
  expect([...used].sort()).toEqual(names.toSorted());
});

test.each(Object.entries(landscapes))('%s has the containers and queues of the code', (_, parameters) => {
  const landscape = new Landscape(parameters);
  const stored = landscape.ofType('Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers');
  expect(stored.map(({ properties }) => properties.resource)).toEqual(
    containers.map((declaration) =>
      expect.objectContaining({ id: declaration.name, defaultTtl: declaration.timeToLive }),
    ),
  );

  const hosts = landscape
    .ofType('Microsoft.Storage/storageAccounts')
    .filter(({ name }) => name.startsWith('host'));
  expect(hosts).toHaveLength(landscape.locations);
  const named = landscape
    .ofType('Microsoft.Storage/storageAccounts/queueServices/queues')
    .map(({ name }) => name);
  const prefixes = landscape.isPremium ? ['', 'staging-'] : [''];
  expect(named.toSorted()).toEqual(
    hosts
      .flatMap(({ name }) =>
        prefixes.flatMap((prefix) => queues.map((queue) => `${name}/default/${prefix}${queue}`)),
      )
      .toSorted(),
  );
});

test.each(Object.entries(landscapes))(
  '%s keeps no secret in an output, and no key of an account',
  (_, parameters) => {
    const landscape = new Landscape(parameters);
    expect(Object.keys(landscape.outputs)).toEqual(['apiUrl', 'vaultName', 'packages', 'apps']);
    expect(JSON.stringify(template)).not.toMatch(
      /list(Keys|Secrets|AccountSas|ConnectionStrings)|AccountKey=|getSecret/i,
    );
    for (const { properties } of landscape.ofType('Microsoft.Storage/storageAccounts'))
      expect(properties).toMatchObject({
        allowSharedKeyAccess: false,
        allowBlobPublicAccess: false,
        minimumTlsVersion: 'TLS1_2',
      });
    for (const { properties } of landscape.ofType('Microsoft.DocumentDB/databaseAccounts'))
      expect(properties).toMatchObject({ disableLocalAuth: true, enableMultipleWriteLocations: false });
    for (const { properties } of landscape.ofType('Microsoft.KeyVault/vaults'))
      expect(properties).toMatchObject({ enableRbacAuthorization: true, enablePurgeProtection: true });
  },
);

test.each(Object.entries(landscapes))('%s deletes for good what the sweep deletes', (_, parameters) => {
  const landscape = new Landscape(parameters);
  for (const { name, properties } of landscape.ofType('Microsoft.Storage/storageAccounts/blobServices')) {
    const { days = 0 } = properties.deleteRetentionPolicy as { days?: number };
    expect(properties.isVersioningEnabled, name).toBe(false);
    expect(days, name).toBeLessThanOrEqual(1);
  }
  const rules = landscape.ofType('Microsoft.Storage/storageAccounts/managementPolicies');
  // Later than the longest retention, RETENTION_DAYS=14.
  for (const { name, properties } of rules)
    expect(
      Number(/daysAfterModificationGreaterThan":(\d+)/.exec(JSON.stringify(properties))?.[1]),
      name,
    ).toBeGreaterThan(15);
  expect(rules.map(({ name }) => name.slice(0, 4)).sort()).toEqual(
    landscape
      .ofType('Microsoft.Storage/storageAccounts')
      .flatMap(({ name }) => /^(jobs|expo)/.exec(name)?.[1] ?? [])
      .sort(),
  );
});
