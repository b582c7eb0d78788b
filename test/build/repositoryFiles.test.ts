import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environment } from '../../local/cloud/environment.ts';
import { readConfiguration, settings } from '../../shared/configuration.ts';
import { nodeVersions } from '../../shared/runtime/nodeVersions.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');

describe('local.settings.sample.json', () => {
  const values: Record<string, string> = JSON.parse(read('local.settings.sample.json')).Values;
  /** The settings that the platform and its SDKs read. */
  const platform = Object.keys(
    environment(
      {
        certificateFile: 'ca.pem',
        identityEndpoint: '',
        identityHeaders: { api: '', admin: '', convert: '', batch: '', all: '', operator: '' },
        cosmosEndpoint: '',
        blobEndpoint: '',
        queueEndpoint: '',
        vaultEndpoint: '',
        accounts: ['example'],
      },
      { name: 'example' },
    ),
  );

  test('names exactly the settings that the app and its platform read', () => {
    const names = [
      ...Object.values(settings).map(({ name }) => name),
      ...platform,
      'FUNCTIONS_WORKER_RUNTIME',
      'languageWorkers__node__arguments',
    ];
    expect(Object.keys(values).sort()).toEqual([...new Set(names)].sort());
  });

  test('is a valid configuration', () => {
    expect(() => readConfiguration(values)).not.toThrow();
  });

  test('shows the default of each setting that has one', () => {
    for (const { name, check } of Object.values(settings)) {
      const standard = check.safeParse(undefined);
      if (!standard.success) continue;
      if (typeof standard.data === 'object')
        expect(check.parse(values[name] || undefined), name).toEqual(standard.data);
      else expect(values[name], name).toBe(String(standard.data ?? ''));
    }
  });
});

test('host.json receives further jobs while one caller has its maximum number of running jobs', () => {
  const { batchSize, newBatchThreshold } = JSON.parse(read('host.json')).extensions.queues;
  const cap = settings.runningJobsPerCaller.check.parse(undefined);
  // The host receives a batch only while at most `newBatchThreshold` messages of a function are in work.
  expect(newBatchThreshold).toBeGreaterThanOrEqual(cap);
  expect(batchSize).toBeGreaterThanOrEqual(1);
});

test('package.json and the documents name the versions of Node that the app runs on', () => {
  expect(JSON.parse(read('package.json')).engines).toEqual({ node: nodeVersions.join(' || ') });
  expect(read('docs/configuration.md')).toContain(`The app runs on Node.js ${nodeVersions.join(' and ')}.`);
});

test('the package of the client has the version of the app', () => {
  expect(JSON.parse(read('client/package.json')).version).toBe(JSON.parse(read('package.json')).version);
});

test('.funcignore excludes no file of the app', () => {
  const ignored = read('.funcignore').split('\n');
  for (const needed of ['functions/', 'shared/', 'host.json', 'package.json', 'node_modules/'])
    expect(ignored).not.toContain(needed);
});
