import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostId } from '../../../local/host/hostId.ts';
import { loadHostSettings } from '../../../local/host/hostJson.ts';
import { BackOff } from '../../../local/host/queue/backOff.ts';
import { resolveConnection } from '../../../local/host/storage/connection.ts';
import { start, writeApp } from './sampleApp.ts';

beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (/^AzureWebJobs|^AzureFunctions/.test(name)) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('host.json', () => {
  test('has the defaults of Azure', () => {
    const settings = loadHostSettings(join(writeApp({}), 'functions'));
    expect(settings).toEqual({
      functionTimeout: 30 * 60_000,
      logLevel: {},
      singleton: { lease: 60_000, retry: 60_000 },
      http: { routePrefix: 'api', maxConcurrentRequests: -1, maxOutstandingRequests: -1 },
      queues: {
        batchSize: 16,
        newBatchThreshold: 8,
        visibilityTimeout: 0,
        maxPollingInterval: 60_000,
        maxDequeueCount: 5,
        messageEncoding: 'base64',
        messageLease: 600_000,
      },
    });
  });

  test('is overridden by environment variables, ignoring case', () => {
    vi.stubEnv('AzureFunctionsJobHost__Extensions__Queues__BatchSize', '4');
    vi.stubEnv('AzureFunctionsJobHost__functionTimeout', '-1');
    const settings = loadHostSettings(
      writeApp({ 'host.json': '{ "version": "2.0", "functionTimeout": "00:01:00" }' }),
    );
    expect(settings.functionTimeout).toBeUndefined();
    expect(settings.queues).toMatchObject({ batchSize: 4, newBatchThreshold: 2 });
  });

  test.each([
    [{ batchSize: 33 }, /batchSize .* from 1 to 32/],
    [{ newBatchThreshold: -1 }, /newBatchThreshold .* from 0/],
    [{ maxDequeueCount: 'many' }, /maxDequeueCount .* from 1/],
    [{ messageEncoding: 'hex' }, /"base64" or "none"/],
    [{ visibilityTimeout: 'soon' }, /visibilityTimeout .* must be a time/],
  ])('is rejected with %o', (queues, sentence) => {
    const app = writeApp({ 'host.json': JSON.stringify({ version: '2.0', extensions: { queues } }) });
    expect(() => loadHostSettings(app)).toThrow(sentence);
  });
});

test('limits a time to the longest delay of setTimeout', () => {
  const host = { version: '2.0', functionTimeout: '60.00:00:00' };
  const settings = loadHostSettings(writeApp({ 'host.json': JSON.stringify(host) }));
  expect(settings.functionTimeout).toBe(2 ** 31 - 1);
});

describe('a connection', () => {
  test('is resolved with the prefix AzureWebJobs first', () => {
    vi.stubEnv('Transit', 'plain');
    vi.stubEnv('AzureWebJobsTransit', 'prefixed');
    expect(resolveConnection('Transit', 'queue')).toEqual({ connectionString: 'prefixed' });
  });

  test('with an identity is resolved by service URI, URI or account name', () => {
    vi.stubEnv('A__queueServiceUri', 'https://a.example/queue');
    vi.stubEnv('B__serviceUri', 'https://b.example');
    vi.stubEnv('C__accountName', 'account');
    vi.stubEnv('C__clientId', 'client');
    expect(resolveConnection('A', 'queue')).toEqual({
      serviceUri: 'https://a.example/queue',
      clientId: undefined,
    });
    expect(resolveConnection('B', 'queue')).toMatchObject({ serviceUri: 'https://b.example' });
    expect(resolveConnection('C', 'blob')).toEqual({
      serviceUri: 'https://account.blob.core.windows.net',
      clientId: 'client',
    });
  });

  test('without a name resolves to AzureWebJobsStorage', () => {
    vi.stubEnv('AzureWebJobsStorage__blobServiceUri', 'https://host.example');
    expect(resolveConnection(undefined, 'blob')).toMatchObject({ serviceUri: 'https://host.example' });
  });

  test('without a setting throws an error that names the setting', () => {
    expect(() => resolveConnection('Nowhere', 'queue')).toThrow('Set Nowhere__queueServiceUri');
  });
});

describe('the host id', () => {
  test('is stable for a folder and valid in Azure', () => {
    expect(hostId('/a')).toBe(hostId('/a'));
    expect(hostId('/a')).not.toBe(hostId('/b'));
    expect(hostId('/a')).toMatch(/^[a-z0-9-]{1,32}$/);
  });

  test('is taken from the setting', () => {
    vi.stubEnv('AzureFunctionsWebHost__hostid', 'mine');
    expect(hostId('/a')).toBe('mine');
  });
});

test('a listener backs off from 100 ms to maxPollingInterval, and resets after a message', () => {
  const backOff = new BackOff(1000, () => 0.5);
  const waits = Array.from({ length: 7 }, () => Math.round(backOff.next()));
  expect(waits).toEqual([100, 200, 300, 500, 900, 1000, 1000]);
  backOff.reset();
  expect(backOff.next()).toBe(100);
});

test('applies the log level of the longest matching category prefix', async () => {
  const app = writeApp({
    'main.ts': `import { app } from '@azure/functions';
      for (const name of ['loud', 'quiet']) app.http(name, { handler: async (_, context) => {
        context.debug('detail');
        console.log('console of ' + name);
        return {};
      } });`,
    'host.json': JSON.stringify({
      version: '2.0',
      logging: { logLevel: { default: 'Warning', 'Function.loud': 'Debug' } },
    }),
  });
  const host = await start(app);
  await fetch(`${host.url}/api/loud`);
  await fetch(`${host.url}/api/quiet`);
  await expect.poll(() => host.output).toContain('console of quiet');
  expect(host.output.join('\n')).toMatch(/Function\.loud\.User: detail[\s\S]*Function\.loud: succeeded in/);
  expect(host.output.join('\n')).not.toMatch(/Function\.quiet|info /);
});
