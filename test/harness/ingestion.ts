import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { onTestFinished, vi } from 'vitest';
import { ensureCertificate } from '../../local/cloud/certificate.ts';
import { trust } from '../../local/trust.ts';

/** An ingestion endpoint for Application Insights, on loopback. */
export interface Ingestion {
  connectionString: string;
  /** Everything received so far. */
  received(): string;
}

/** Starts an endpoint for this test. This process trusts its certificate. */
export async function startIngestion(): Promise<Ingestion> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-telemetry-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { certificateFile, keyFile } = await ensureCertificate(folder);
  trust(certificateFile);
  // Resource detection takes minutes outside of a cloud platform.
  vi.stubEnv('OTEL_NODE_RESOURCE_DETECTORS', 'none');
  const bodies: string[] = [];
  const tls = { cert: await readFile(certificateFile), key: await readFile(keyFile) };
  const server = createServer(tls, async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request));
    bodies.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] }));
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
