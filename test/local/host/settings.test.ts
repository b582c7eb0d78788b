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
  test('has the defaults of the platform', () => {
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

  test('is overridden by the environment, whatever the case', () => {
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
  ])('with %o is refused', (queues, sentence) => {
    const app = writeApp({ 'host.json': JSON.stringify({ version: '2.0', extensions: { queues } }) });
    expect(() => loadHostSettings(app)).toThrow(sentence);
  });
});

test('a time that no timer can wait for is the longest one that a timer can', () => {
  const host = { version: '2.0', functionTimeout: '60.00:00:00' };
  const settings = loadHostSettings(writeApp({ 'host.json': JSON.stringify(host) }));
  expect(settings.functionTimeout).toBe(2 ** 31 - 1);
});

describe('a connection', () => {
  test('is looked for with the prefix AzureWebJobs first', () => {
    vi.stubEnv('Transit', 'plain');
    vi.stubEnv('AzureWebJobsTransit', 'prefixed');
    expect(resolveConnection('Transit', 'queue')).toEqual({ connectionString: 'prefixed' });
  });

  test('may be an identity’s: by service, by URI, by account', () => {
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

  test('without a name is AzureWebJobsStorage', () => {
    vi.stubEnv('AzureWebJobsStorage__blobServiceUri', 'https://host.example');
    expect(resolveConnection(undefined, 'blob')).toMatchObject({ serviceUri: 'https://host.example' });
  });

  test('that no setting says is an error with what to set', () => {
    expect(() => resolveConnection('Nowhere', 'queue')).toThrow('set Nowhere__queueServiceUri');
  });
});

describe('the host id', () => {
  test('stays for a folder, and is of the kind that the platform takes', () => {
    expect(hostId('/a')).toBe(hostId('/a'));
    expect(hostId('/a')).not.toBe(hostId('/b'));
    expect(hostId('/a')).toMatch(/^[a-z0-9-]{1,32}$/);
  });

  test('is what the setting says', () => {
    vi.stubEnv('AzureFunctionsWebHost__hostid', 'mine');
    expect(hostId('/a')).toBe('mine');
  });
});

test('a listener backs off from 100 ms to the longest interval, and begins anew after a message', () => {
  const backOff = new BackOff(1000, () => 0.5);
  const waits = Array.from({ length: 7 }, () => Math.round(backOff.next()));
  expect(waits).toEqual([100, 200, 300, 500, 900, 1000, 1000]);
  backOff.reset();
  expect(backOff.next()).toBe(100);
});

test('log levels are set by category: the longest prefix decides', async () => {
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
