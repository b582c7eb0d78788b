import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Converter, createConverter } from '../../shared/conversion/converter.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { view } from '../../shared/jobs/view.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { codeOf, messageOf, newDevice } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { type Listener, listen } from '../outbound/listener.ts';

const caller = newDevice();
let services: TestServices;
let converter: Converter;
let site: Listener;
let canary: Listener;
beforeAll(async () => {
  site = await listen((request, response) => {
    if (request.url === '/redirect')
      response.writeHead(302, { location: `http://127.0.0.1:${canary.port}/` }).end();
    else response.setHeader('content-type', 'text/html').end('<p>A page of the network');
  });
  canary = await listen();
  services = await testServices({ BROWSER_ALLOW: `127.0.0.1:${site.port}` });
  const { browserProxy } = services;
  converter = createConverter({ engines: 0, toolboxes: 1, browserProxy, log: () => undefined });
});
afterEach(() => {
  site.seen.length = canary.seen.length = 0;
});
afterAll(async () => {
  await converter.close();
  await site.close();
  await canary.close();
});

const submitted = (step: object) => submit({ caller, files: [], steps: stepsSchema.parse([step]) }, services);
async function worked(step: object) {
  const job = await submitted(step);
  await work(messageOf(job), converter, services);
  return (await findOwn(job.id, caller, services)).record;
}

describe('a job with a page URL', () => {
  test.each([
    [{ type: 'convert', to: 'pdf' }, 'page.pdf'],
    [{ type: 'screenshot', format: 'webp' }, 'page.webp'],
  ])('has no input, and is billed as one document: %j', async (step, name) => {
    const done = await worked({ ...step, url: `http://127.0.0.1:${site.port}/` });
    expect(done).toMatchObject({ status: 'succeeded', inputs: [], usage: { documents: 1, bytesIn: 0 } });
    expect(done.results?.map((result) => result.name)).toEqual([name]);
  });

  test.each([
    'http://127.0.0.1:CANARY/',
    'http://localhost:CANARY/',
    'http://169.254.169.254/metadata/identity',
    'http://[::ffff:10.0.0.1]/',
    'https://user:password@example.com/',
    'https://example.com:22/',
  ])('rejects %s at submission', async (url) => {
    const step = { type: 'convert', to: 'pdf', url: url.replace('CANARY', String(canary.port)) };
    expect(await codeOf(submitted(step))).toBe('address_not_allowed');
    expect(canary.seen).toEqual([]);
  });

  test('fails without retry if the page redirects to a blocked address', async () => {
    const done = await worked({ type: 'convert', to: 'pdf', url: `http://127.0.0.1:${site.port}/redirect` });
    expect(done).toMatchObject({
      status: 'failed',
      error: { code: 'address_not_allowed', retryable: false },
    });
    expect(canary.seen).toEqual([]);
  });

  test('does not show its cookies and headers', async () => {
    const secret = 'hunter2';
    const done = await worked({
      type: 'convert',
      to: 'pdf',
      url: `http://127.0.0.1:${site.port}/`,
      extraHttpHeaders: { Authorization: `Bearer ${secret}` },
      cookies: [{ name: 'session', value: secret, domain: '127.0.0.1' }],
    });
    expect(done.status).toBe('succeeded');
    expect(JSON.stringify([done, view(done)])).not.toContain(secret);
  });
});
