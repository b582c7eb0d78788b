import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ensureCertificate } from '../../local/cloud/certificate.ts';
import { trust } from '../../local/trust.ts';
import {
  applicationInsightsSink,
  consoleSink,
  createLog,
  type LogFields,
} from '../../shared/azure/telemetry.ts';
import { withTrace } from '../../shared/azure/trace.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

function kept() {
  const lines: { level: string; message: string; fields: LogFields }[] = [];
  const sink = (level: string, message: string, fields: LogFields) =>
    void lines.push({ level, message, fields });
  return { lines, sink };
}

test('every line carries the trace id of the moment', () => {
  const { lines, sink } = kept();
  const log = createLog('info', [sink]);
  withTrace(traceparent, () => log.info('A job ended.', { job: 'a' }));
  log.warn('Outside of any request.');
  expect(lines).toEqual([
    { level: 'info', message: 'A job ended.', fields: { traceId, job: 'a' } },
    { level: 'warn', message: 'Outside of any request.', fields: {} },
  ]);
});

test('what is below the level is not written', () => {
  const { lines, sink } = kept();
  const log = createLog('warn', [sink]);
  log.debug('no');
  log.info('no');
  log.error('yes');
  expect(lines.map(({ message }) => message)).toEqual(['yes']);
});

test('an error is written with its causes, and without the requests and tokens that SDKs hang on it', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const cause = Object.assign(new Error('inner'), { code: 'ECONNREFUSED' });
  const error = Object.assign(new Error('outer', { cause }), {
    request: { headers: { authorization: 'Bearer hunter2' } },
  });
  consoleSink('error', 'It failed.', { error });
  const line = String(written.mock.calls[0]?.[0]);
  written.mockRestore();
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    message: 'It failed.',
    error: { message: 'outer', cause: { message: 'inner', code: 'ECONNREFUSED' } },
  });
  expect(line).not.toContain('hunter2');
});

test('with a connection string the same lines reach Application Insights', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-telemetry-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { certificateFile, keyFile } = await ensureCertificate(folder);
  trust(certificateFile);
  // Asking the platform what machine this is takes minutes where there is none to ask.
  vi.stubEnv('OTEL_NODE_RESOURCE_DETECTORS', 'none');
  const received: string[] = [];
  const tls = { cert: await readFile(certificateFile), key: await readFile(keyFile) };
  const ingestion = createServer(tls, async (request, answer) => {
    const body = Buffer.concat(await Array.fromAsync(request));
    received.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] }));
  });
  await new Promise<void>((listening) => ingestion.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void ingestion.close());
  const { port } = ingestion.address() as AddressInfo;

  const url = `https://localhost:${port}/`;
  const key = '00000000-0000-4000-8000-000000000001';
  const sink = await applicationInsightsSink(
    `InstrumentationKey=${key};IngestionEndpoint=${url};LiveEndpoint=${url}`,
  );
  const log = createLog('info', [sink]);
  withTrace(traceparent, () => log.info('A job ended.', { job: 'a' }));
  await vi.waitFor(() => expect(received.join()).toContain('A job ended.'), { timeout: 60_000 });
  expect(received.join()).toContain(traceId);
});
