import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Converter, createConverter } from '../../shared/conversion/converter.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { attemptsOf } from '../../shared/jobs/work/failExhausted.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { messageOf, newDevice } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { type Listener, listen } from '../outbound/listener.ts';

const caller = newDevice();
const pages = 2;
let services: TestServices;
let converter: Converter;
let site: Listener;
/** Requests of pages that are open. */
let open: ServerResponse[] = [];
let blocks = true;

beforeAll(async () => {
  site = await listen((request, response) => {
    if (request.url !== '/wait') response.setHeader('content-type', 'text/html').end(page);
    else if (blocks) open.push(response);
    else response.end();
  });
  services = await testServices({ BROWSER_ALLOW: `127.0.0.1:${site.port}` });
  const { browserProxy } = services;
  converter = createConverter({ engines: 0, toolboxes: 1, pages, browserProxy, log: () => undefined });
  await converter.warm();
});
afterAll(async () => {
  await converter.close();
  await site.close();
});

const page = '<script type="module">await fetch("/wait"); document.write("printed")</script>';
const browser = () => converter.engines().find(({ kind, state }) => kind === 'chromium' && state === 'busy');

test('jobs whose browser ends again and again are postponed without using an attempt, and then succeed', async () => {
  const step = {
    type: 'convert',
    to: 'pdf',
    url: `http://127.0.0.1:${site.port}/`,
    waitForExpression: 'document.body.innerText',
  };
  const submitted = () => submit({ caller, files: [], steps: stepsSchema.parse([step]) }, services);
  const jobs = [await submitted(), await submitted()];
  const worked = Promise.all(jobs.map((job) => work(messageOf(job), converter, services)));
  const records = () => Promise.all(jobs.map(async ({ id }) => (await findOwn(id, caller, services)).record));
  for (let times = 0; times < 3; times++) {
    await expect.poll(() => open.length, { timeout: 60_000 }).toBe(pages);
    open = [];
    process.kill(browser()?.pid ?? 0, 'SIGKILL');
  }
  await worked;
  for (const record of await records()) {
    expect(record).toMatchObject({ status: 'queued', postponed: 1 });
    expect(attemptsOf(record)).toBe(0);
  }
  blocks = false;
  for (const job of jobs) await work(messageOf(job), converter, services);
  expect((await records()).map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
});
