import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationFaults, readConfiguration, settings } from '../shared/configuration.ts';

const completeEnvironment = {
  COSMOS_ENDPOINT: 'https://cosmos.example',
  TransitStorage__blobServiceUri: 'https://transit.blob.example/',
  TransitStorage__queueServiceUri: 'https://transit.queue.example',
  ExportStorage__blobServiceUri: 'https://exports.blob.example',
  KEY_VAULT_URL: 'https://vault.example',
};

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    return configurationFaults(error);
  }
}

test('absent settings have safe defaults', () => {
  expect(readConfiguration(completeEnvironment)).toMatchObject({
    role: 'all',
    registration: 'token',
    keyVaultVerifyChallenge: true,
    retentionDays: 14,
    deviceDays: 180,
    transitBlobs: 'https://transit.blob.example',
  });
});

test('reports all faults at once, one sentence each, by variable name', () => {
  const faults = faultsOf({
    ...completeEnvironment,
    COSMOS_ENDPOINT: '',
    JOB_SECONDS: '10000',
    REGISTRATION: 'invalid',
  });
  expect(faults).toHaveLength(3);
  expect(faults[0]).toBe('COSMOS_ENDPOINT is missing.');
  expect(faults[1]).toMatch(/^REGISTRATION is not valid/);
  expect(faults[2]).toMatch(/^JOB_SECONDS is not valid/);
});

test('faults do not contain the value, which may be secret', () => {
  expect(faultsOf({ ...completeEnvironment, KEY_VAULT_URL: 'hunter2' }).join()).not.toContain('hunter2');
});

test('rejects URLs without https, and fractional counts', () => {
  expect(faultsOf({ ...completeEnvironment, COSMOS_ENDPOINT: 'http://cosmos.example' })).toHaveLength(1);
  expect(faultsOf({ ...completeEnvironment, ENGINES: '1.5' })).toHaveLength(1);
});

test('rejects a prefix of queues with which their names are invalid or not distinct', () => {
  const faults = (QUEUE_PREFIX: string) => faultsOf({ ...completeEnvironment, QUEUE_PREFIX });
  expect(faults('staging-')).toEqual([]);
  for (const invalid of ['staging', 'Staging-', '-', 'a--', `${'a'.repeat(21)}-`])
    expect(faults(invalid), invalid).toHaveLength(1);
});

test('rejects KEY_VAULT_VERIFY_CHALLENGE=false for vaults in Azure', () => {
  const environment = { ...completeEnvironment, KEY_VAULT_VERIFY_CHALLENGE: 'false' };
  expect(faultsOf(environment)).toEqual([]);
  expect(faultsOf({ ...environment, KEY_VAULT_URL: 'https://mine.vault.azure.net' })).toHaveLength(1);
});

test('requires a publish to time out before the export of its window, with a margin for clock skew', () => {
  expect(faultsOf({ ...completeEnvironment, PUBLISH_SECONDS: '781' })).toEqual([
    'EXPORT_SETTLE_SECONDS must be at least 2 minutes more than PUBLISH_SECONDS.',
  ]);
  expect(faultsOf({ ...completeEnvironment, PUBLISH_SECONDS: '780' })).toEqual([]);
});

test('docs/configuration.md describes every setting', () => {
  const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
  for (const { name, description } of Object.values(settings)) {
    expect(page).toContain(`\`${name}\``);
    expect(page).toContain(description);
  }
});
