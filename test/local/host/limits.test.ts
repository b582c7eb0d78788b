import { expect, test } from 'vitest';
import { start, writeApp } from './sampleApp.ts';

const main = `
import { app } from '@azure/functions';
app.setup({ enableHttpStream: true });
let running = 0;
app.http('wait', { handler: async () => {
  running++;
  await new Promise(() => {});
} });
app.http('never', { handler: () => new Promise(() => {}) });
setInterval(() => console.log('running', running), 20).unref();
`;

test('limits running and waiting requests and returns 429 for the rest', async () => {
  const app = writeApp({
    'main.ts': main,
    'host.json': JSON.stringify({
      version: '2.0',
      extensions: { http: { routePrefix: '', maxConcurrentRequests: 2, maxOutstandingRequests: 3 } },
    }),
  });
  const host = await start(app);
  const controller = new AbortController();
  const statuses: number[] = [];
  const requests = Array.from({ length: 5 }, () =>
    fetch(`${host.url}/wait`, { signal: controller.signal }).then(
      (response) => statuses.push(response.status),
      () => {},
    ),
  );
  await expect.poll(() => statuses).toEqual([429, 429]);
  await expect.poll(() => host.output.at(-1)).toBe('running 2');
  controller.abort();
  await Promise.all(requests);
});

test('returns 500 and logs the reason if a function exceeds functionTimeout', async () => {
  const app = writeApp({
    'main.ts': main,
    'host.json':
      '{ "version": "2.0", "functionTimeout": "00:00:00.2", "extensions": { "http": { "routePrefix": "" } } }',
  });
  const host = await start(app);
  expect((await fetch(`${host.url}/never`)).status).toBe(500);
  expect(host.output.join('\n')).toContain("'never' ran longer than the functionTimeout of 200 ms.");
});
