import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { start, writeApp } from './sampleApp.ts';

const hello = (body: string) =>
  `import { app } from '@azure/functions';\napp.http('hello', { handler: async () => ({ body: ${body} }) });\n`;
const helloCjs = `const { app } = require('@azure/functions');\napp.http('hello', { handler: async () => ({ body: 'cjs' }) });\n`;

async function answer(directory: string, options: Parameters<typeof start>[1] = {}): Promise<string> {
  const host = await start(directory, options);
  return await (await fetch(`${host.url}/hello`)).text();
}

describe('an entry point', () => {
  test.each([
    [
      'main.ts',
      '{ "type": "module", "main": "main.ts" }',
      `const x: string = await Promise.resolve('ts');\n${hello('x')}`,
      'ts',
    ],
    ['main.mjs', '{ "main": "main.mjs" }', hello("'mjs'"), 'mjs'],
    ['main.cjs', '{ "type": "module", "main": "main.cjs" }', helloCjs, 'cjs'],
    ['dist/main.js', '{ "main": "dist/main.js" }', helloCjs, 'cjs'],
    ['src/hello.js', '{ "type": "module", "main": "src/*.js" }', hello("'glob'"), 'glob'],
  ])('can be %s', async (path, manifest, source, expected) => {
    expect(await answer(writeApp({ 'package.json': manifest, [path]: source }))).toBe(expected);
  });

  test('can be set by the option main', async () => {
    const app = writeApp({ 'main.ts': hello("'main'"), 'other.ts': hello("'other'") });
    expect(await answer(app, { main: 'other.ts' })).toBe('other');
  });
});

describe('a setting', () => {
  test('of local.settings.json is set in the environment unless it exists there', async () => {
    const app = writeApp({
      'main.ts': hello('process.env.A + process.env.B'),
      'local.settings.json': '{ "Values": { "A": "file", "B": "file" } }',
    });
    expect(await answer(app, { environment: { B: 'process' } })).toBe('fileprocess');
  });

  test('overrides host.json', async () => {
    const app = writeApp({ 'main.ts': hello("'prefixed'") });
    const host = await start(app, {
      environment: { AzureFunctionsJobHost__extensions__http__routePrefix: 'v1' },
    });
    expect((await fetch(`${host.url}/v1/hello`)).status).toBe(200);
  });

  test('replaces %NAME% in a route', async () => {
    const main = hello("'x'").replace('{ handler', "{ route: '%WHERE%/x', handler");
    const host = await start(writeApp({ 'main.ts': main }), { environment: { WHERE: 'there' } });
    expect((await fetch(`${host.url}/there/x`)).status).toBe(200);
    await expect(start(writeApp({ 'main.ts': main }))).rejects.toThrow(
      "'%WHERE%' does not resolve to a value. Set WHERE.",
    );
  });

  test('disables a function', async () => {
    const app = writeApp({ 'main.ts': hello("'x'") });
    const host = await start(app, { environment: { 'AzureWebJobs.hello.Disabled': 'true' } });
    expect((await fetch(`${host.url}/hello`)).status).toBe(404);
  });
});

describe('functions', () => {
  test('are matched in the order of their names; the first match serves the request', async () => {
    const app = writeApp({
      'main.ts': `import { app } from '@azure/functions';
        app.http('b', { route: 'x/{id}', handler: async () => ({ body: 'b' }) });
        app.http('A', { route: 'x/{id:int}', handler: async () => ({ body: 'a' }) });`,
    });
    const host = await start(app);
    expect(await (await fetch(`${host.url}/x/1`)).text()).toBe('a');
    expect(await (await fetch(`${host.url}/x/y`)).text()).toBe('b');
  });

  test('cannot be registered after startup', async () => {
    const app = writeApp({
      'main.ts': `import { app } from '@azure/functions';
        app.http('late', { handler: async () => {
          try { app.http('later', { handler: async () => ({}) }); } catch (error) { return { body: error.message }; }
        } });`,
    });
    const host = await start(app);
    expect(await (await fetch(`${host.url}/late`)).text()).toContain('during app startup');
  });
});

describe('hooks', () => {
  test('run before and after each invocation, in order, and can change inputs and results', async () => {
    const app = writeApp({
      'main.ts': `import { app } from '@azure/functions';
        const seen = [];
        app.hook.appStart((context) => { seen.push('start'); });
        app.hook.preInvocation((context) => {
          seen.push('pre');
          context.hookData.mark = 'mark';
          const handler = context.functionHandler;
          context.functionHandler = async (...inputs) => ({ body: (await handler(...inputs)).body + '!' });
        });
        app.hook.postInvocation((context) => {
          seen.push('post ' + context.hookData.mark);
          if (context.error) { context.error = undefined; context.result = { body: 'fixed' }; }
        });
        app.hook.log((context) => { context.message = context.message.toUpperCase(); });
        app.http('fine', { handler: async (_, context) => { context.log('quietly'); return { body: 'fine' }; } });
        app.http('broken', { handler: async () => { throw new Error('broken'); } });
        app.http('seen', { handler: async () => ({ body: seen.join() }) });`,
    });
    const host = await start(app);
    const body = async (path: string) => await (await fetch(`${host.url}/${path}`)).text();
    expect(await body('fine')).toBe('fine!');
    expect(await body('broken')).toBe('fixed');
    expect(await body('seen')).toBe('start,pre,post mark,pre,post mark,pre!');
    expect(host.output.join('\n')).toContain('info  Function.fine.User: QUIETLY');
  });

  test('of appStart that throw fail the start', async () => {
    const app = writeApp({
      'main.ts': `import { app } from '@azure/functions';
        app.hook.appStart(() => { throw new Error('no vault'); });`,
    });
    await expect(start(app)).rejects.toThrow('The app cannot start: an appStart hook failed. no vault');
  });
});

describe('a failed start reports one sentence', () => {
  test('when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(start(writeApp({ 'main.ts': hello("'x'") }), { port })).rejects.toThrow(
      `Port ${port} is in use. Stop the program that uses it, or choose another port.`,
    );
    other.close();
  });

  test('when the port is invalid', async () => {
    await expect(start(writeApp({ 'main.ts': hello("'x'") }), { port: 70_000 })).rejects.toThrow(
      '--port must be a number from 0 to 65535; it is "70000".',
    );
  });

  test.each([
    [
      'the app throws',
      { 'main.ts': "throw new Error('no configuration')" },
      /main\.ts failed to load\. no configuration/,
    ],
    [
      'the entry point does not exist',
      { 'package.json': '{ "main": "none.js" }' },
      /No file in .* matches .*"none\.js"/,
    ],
    ['host.json is not valid JSON', { 'main.ts': '', 'host.json': '{' }, /host\.json is not valid JSON/],
    ['host.json has another version', { 'main.ts': '', 'host.json': '{}' }, /must say "version": "2\.0"/],
    [
      'a trigger is not supported',
      { 'main.ts': `import { app } from '@azure/functions'; app.warmup('w', { handler: () => {} });` },
      /'w' has a warmupTrigger. This host supports/,
    ],
    [
      'a schedule is invalid',
      {
        'main.ts': `import { app } from '@azure/functions'; app.timer('t', { schedule: 'daily', handler: () => {} });`,
      },
      /The schedule of 't' is not valid/,
    ],
    [
      'a connection has no setting',
      {
        'main.ts': `import { app } from '@azure/functions';
          app.storageQueue('q', { queueName: 'q', connection: 'Nowhere', handler: () => {} });`,
      },
      /'Nowhere' has no setting/,
    ],
    ['the process exits', { 'main.ts': 'process.exit(3)' }, /exited during startup \(exit code 3\)/],
  ])('when %s', async (_, files, sentence) => {
    await expect(start(writeApp(files as Record<string, string>))).rejects.toThrow(sentence);
  });
});

test('an app without queues and timers loads no storage client', async () => {
  const app = writeApp({
    'main.ts': `import { createRequire } from 'node:module';
      const { cache } = createRequire(import.meta.url);
      ${hello("Object.keys(cache).filter((path) => path.includes('@azure')).join('\\n')")}`,
  });
  const loaded = await answer(app);
  expect(loaded).toMatch(/@azure.functions/);
  expect(loaded).not.toMatch(/@azure.(storage|identity|core)/);
});
