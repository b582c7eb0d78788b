import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { onTestFinished, vi } from 'vitest';
import { ensureCertificate } from '../../local/cloud/certificate.ts';
import { trust } from '../../local/trust.ts';

/** What Application Insights sends to: a real server on loopback. */
export interface Ingestion {
  connectionString: string;
  /** All that has come so far. */
  received(): string;
}

/** Starts one for this test, which this process trusts from then on. */
export async function startIngestion(): Promise<Ingestion> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-telemetry-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { certificateFile, keyFile } = await ensureCertificate(folder);
  trust(certificateFile);
  // Asking the platform what machine this is takes minutes where there is none to ask.
  vi.stubEnv('OTEL_NODE_RESOURCE_DETECTORS', 'none');
  const bodies: string[] = [];
  const tls = { cert: await readFile(certificateFile), key: await readFile(keyFile) };
  const server = createServer(tls, async (request, answer) => {
    const body = Buffer.concat(await Array.fromAsync(request));
    bodies.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  const key = '00000000-0000-4000-8000-000000000001';
  return {
    connectionString: `InstrumentationKey=${key};IngestionEndpoint=${url};LiveEndpoint=${url}`,
    received: () => bodies.join(),
  };
}
