import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getJob } from '../../functions/api/getJob.ts';
import { submitJob } from '../../functions/api/submitJob.ts';
import type { ConversionWarning, WarningCode } from '../../shared/conversion/warnings.ts';
import { ConveyorError } from '../../shared/errors.ts';
import type { TenantCaller } from '../../shared/identity/caller.ts';
import { register } from '../../shared/identity/register.ts';
import { attemptFolder } from '../../shared/jobs/files.ts';
import { findOwn } from '../../shared/jobs/find.ts';
import { submit } from '../../shared/jobs/submission/submit.ts';
import { billJobs } from '../../shared/jobs/upkeep/bill.ts';
import { jobView, view } from '../../shared/jobs/view.ts';
import { work } from '../../shared/jobs/work/work.ts';
import { blobContainerOf } from '../../shared/tenancy/organisation.ts';
import { usageOf } from '../../shared/tenancy/usage.ts';
import { converterThat, converts } from '../harness/converters.ts';
import { codeOf, messageOf, newDevice, page, toPdf } from '../harness/jobs.ts';
import { type TestServices, testServices } from '../harness/services.ts';
import { call } from '../http/call.ts';

let services: TestServices;
let caller: TenantCaller;
beforeAll(async () => {
  services = await testServices();
});
beforeEach(() => {
  caller = newDevice();
});

const chart: ConversionWarning = { code: 'object_not_drawn', detail: 'The chart is missing.', page: 2 };
const font: ConversionWarning = { code: 'font_replaced', detail: 'A is replaced by B.' };

/** A converter whose result has these warnings. */
const warns = (...warnings: ConversionWarning[]) =>
  converterThat(async (input) => ({ ...(await converts(input)), warnings }));

async function ended(converter: ReturnType<typeof converterThat>, failOnWarnings?: WarningCode[]) {
  const job = await submit({ caller, files: [page], steps: toPdf, failOnWarnings }, services);
  await work(messageOf(job), converter, services);
  return (await findOwn(job.id, caller, services)).record;
}

describe('a job whose conversion has warnings', () => {
  test('succeeds with them in its record and its view', async () => {
    const job = await ended(warns(chart, font));
    expect(job).toMatchObject({ status: 'succeeded', warnings: [chart, font] });
    expect(jobView.parse(view(job)).warnings).toEqual([chart, font]);
  });

  test('keeps only those of the attempt that succeeds', async () => {
    const job = await submit({ caller, files: [page], steps: toPdf }, services);
    const dies = converterThat(() => Promise.reject(new ConveyorError('engine_failed')));
    await expect(work(messageOf(job), dies, services)).rejects.toThrow('engine_failed');
    await work(messageOf(job), warns(font), services);
    expect((await findOwn(job.id, caller, services)).record).toMatchObject({ attempt: 2, warnings: [font] });
  });

  test('has no warnings in its record if there are none', async () => {
    expect(view(await ended(warns()))).not.toHaveProperty('warnings');
  });
});

describe('failOnWarnings', () => {
  test('fails a job with one of its codes, names the warnings, keeps no result and costs nothing', async () => {
    const job = await ended(warns(font, chart), ['object_not_drawn']);
    expect(job).toMatchObject({
      status: 'failed',
      error: {
        code: 'warnings_found',
        detail:
          'The conversion has warnings with codes in `failOnWarnings`: The chart is missing. (`object_not_drawn`)',
        retryable: false,
      },
      warnings: [font, chart],
    });
    expect(view(job)).toMatchObject({ failOnWarnings: ['object_not_drawn'], warnings: [font, chart] });
    for (const field of ['usage', 'results']) expect(job).not.toHaveProperty(field);
    const blobs = services.blobs.list(blobContainerOf('default'), attemptFolder(job.id, 1));
    expect(await Array.fromAsync(blobs)).toEqual([]);
    await billJobs(services);
    expect((await usageOf({}, caller, services)).total).toMatchObject({ jobs: 0, pages: 0 });
  });

  test('names the first warnings and the number of the others', async () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ ...font, detail: `${name}.` }));
    const { error } = await ended(warns(...many), ['font_replaced']);
    expect(error?.detail).toMatch(/: A\. \(`font_replaced`\) B\. .* C\. \(`font_replaced`\) And 2 more\.$/);
  });

  test('does not affect a job without such a warning', async () => {
    expect(await ended(warns(font), ['object_not_drawn', 'macros_dropped'])).toMatchObject({
      status: 'succeeded',
    });
  });

  test('is part of the request that an Idempotency-Key stands for', async () => {
    const request = { caller, files: [page], steps: toPdf, idempotencyKey: 'a' };
    const failing = { ...request, failOnWarnings: ['font_replaced' as const] };
    const { id } = await submit(failing, services);
    expect((await submit(failing, services)).id).toBe(id);
    expect(await codeOf(submit(request, services))).toBe('idempotency_key_reused');
    const other = { ...request, failOnWarnings: ['macros_dropped' as const] };
    expect(await codeOf(submit(other, services))).toBe('idempotency_key_reused');
  });
});

describe('failOnWarnings over HTTP', () => {
  let headers: Record<string, string>;
  beforeEach(async () => {
    headers = { authorization: `Bearer ${(await register(undefined, services)).token}` };
  });

  async function send(body: string | FormData, path = '/') {
    const request = new Request('https://conveyor.example', { method: 'POST', body });
    const type = typeof body === 'string' ? 'application/json' : request.headers.get('content-type');
    const answer = await call(submitJob, {
      services,
      path,
      headers: { ...headers, 'content-type': type ?? '' },
      body: new Uint8Array(await request.arrayBuffer()),
    });
    return (await answer.json()) as Record<string, unknown>;
  }

  function form(failOnWarnings: string) {
    const data = new FormData();
    for (const [name, value] of Object.entries({ to: 'pdf', failOnWarnings })) data.set(name, value);
    data.append('file', new Blob([new Uint8Array(page.bytes)]), page.name);
    return data;
  }

  const steps = [{ type: 'convert', to: 'pdf', url: 'https://example.com/' }];
  const codes = ['font_replaced', 'glyphs_missing'];

  test('is accepted in JSON, in a form and in the query, and shown in the job', async () => {
    const json = await send(JSON.stringify({ steps, failOnWarnings: codes }));
    const field = await send(form(codes.join(', ')));
    const query = await send(form(''), `/?failOnWarnings=${codes}`);
    for (const job of [json, field, query])
      expect(job).toMatchObject({ status: 'queued', failOnWarnings: codes });
    const shown = await call(getJob, { services, headers, params: { id: String(json.id) } });
    expect(await shown.json()).toMatchObject({ failOnWarnings: codes });
  });

  test('rejects an unknown code', async () => {
    const json = await send(JSON.stringify({ steps, failOnWarnings: ['bad_luck'] }));
    const field = await send(form('font_replaced,bad_luck'));
    for (const answer of [json, field])
      expect(answer).toMatchObject({
        code: 'bad_request',
        issues: [{ message: expect.stringContaining('glyphs_missing') }],
      });
  });
});
