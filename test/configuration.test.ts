import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationFaults, readConfiguration, settings } from '../shared/configuration.ts';

const whole = {
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

test('what is not said has a safe value', () => {
  expect(readConfiguration(whole)).toMatchObject({
    role: 'all',
    registration: 'token',
    keyVaultVerifyChallenge: true,
    retentionDays: 14,
    deviceDays: 180,
    transitBlobs: 'https://transit.blob.example',
  });
});

test('every fault is told at once, one sentence each, by the name of its variable', () => {
  const faults = faultsOf({ ...whole, COSMOS_ENDPOINT: '', JOB_SECONDS: '10000', REGISTRATION: 'perhaps' });
  expect(faults).toHaveLength(3);
  expect(faults[0]).toBe('COSMOS_ENDPOINT is missing.');
  expect(faults[1]).toMatch(/^REGISTRATION is not valid/);
  expect(faults[2]).toMatch(/^JOB_SECONDS is not valid/);
});

test('no fault shows the value: it may be a secret', () => {
  expect(faultsOf({ ...whole, KEY_VAULT_URL: 'hunter2' }).join()).not.toContain('hunter2');
});

test('addresses are https, and counts are whole numbers', () => {
  expect(faultsOf({ ...whole, COSMOS_ENDPOINT: 'http://cosmos.example' })).toHaveLength(1);
  expect(faultsOf({ ...whole, ENGINES: '1.5' })).toHaveLength(1);
});

test("Azure's own vaults are never met without the check of their challenge", () => {
  const environment = { ...whole, KEY_VAULT_VERIFY_CHALLENGE: 'false' };
  expect(faultsOf(environment)).toEqual([]);
  expect(faultsOf({ ...environment, KEY_VAULT_URL: 'https://mine.vault.azure.net' })).toHaveLength(1);
});

test('a publish has given up before its window is exported, also where clocks differ', () => {
  expect(faultsOf({ ...whole, PUBLISH_SECONDS: '781' })).toEqual([
    'EXPORT_SETTLE_SECONDS must be at least 2 minutes more than PUBLISH_SECONDS.',
  ]);
  expect(faultsOf({ ...whole, PUBLISH_SECONDS: '780' })).toEqual([]);
});

test('every setting is documented', () => {
  const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
  for (const { name, about } of Object.values(settings)) {
    expect(page).toContain(`\`${name}\``);
    expect(page).toContain(about);
  }
});
