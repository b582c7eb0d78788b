import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build/root.ts';
import { requestOk } from '../request.ts';
import type { SmokeCheck } from './check.ts';
import { until } from './until.ts';
import { withCaller } from './withCaller.ts';

interface Job {
  id: string;
  status: string;
  usage?: { pages: number };
  error?: { code: string; detail: string };
}

/** Submits a document of `examples/`, waits for its PDF, and deletes the job. */
export const converts = (name: string, what: string): SmokeCheck => ({
  name: what,
  run: (target) =>
    withCaller(target, async (token) => {
      const { url, patienceSeconds } = target;
      const body = new FormData();
      body.set('to', 'pdf');
      body.set('file', await openAsBlob(join(root, 'examples', name)), name);
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const submitted = await requestOk(`${url}/v1/jobs`, { method: 'POST', token, headers, body });
      const { id } = (await submitted.json()) as Job;
      const job = `${url}/v1/jobs/${id}`;
      const { status, error, usage } = await until(
        patienceSeconds,
        `The job ${id} has not ended`,
        async () => {
          const found = (await (await requestOk(`${job}?wait=20`, { token })).json()) as Job;
          return ['succeeded', 'failed', 'cancelled'].includes(found.status) ? found : undefined;
        },
      );
      if (status !== 'succeeded')
        throw new Error(
          `The job ${id} ended as ${status}${error ? ` (${error.code}): ${error.detail}` : '.'}`,
        );
      const pdf = Buffer.from(await (await requestOk(`${job}/result`, { token })).arrayBuffer());
      if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-')))
        throw new Error(`The result of the job ${id} is not a PDF.`);
      await requestOk(job, { method: 'DELETE', token });
      return `${name}, pages: ${usage?.pages}, ${pdf.length} bytes`;
    }),
});
