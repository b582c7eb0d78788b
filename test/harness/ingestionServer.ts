import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { ensureCertificate } from '../../local/cloud/certificate.ts';

/** An ingestion endpoint for Application Insights, on loopback. */
export interface IngestionServer {
  connectionString: string;
  /** PEM file of its certificate, which its client must trust. */
  certificateFile: string;
  /** Everything received so far. */
  received(): string;
  close(): void;
}

/**
 * Serves an endpoint that accepts everything.
 * @param certificates the folder of its certificate, which is created if it does not exist
 */
export async function serveIngestion(certificates: string): Promise<IngestionServer> {
  const { certificateFile, keyFile } = await ensureCertificate(certificates);
  const bodies: string[] = [];
  const tls = { cert: await readFile(certificateFile), key: await readFile(keyFile) };
  const server = createServer(tls, async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request));
    bodies.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  const key = '00000000-0000-4000-8000-000000000001';
  return {
    connectionString: `InstrumentationKey=${key};IngestionEndpoint=${url};LiveEndpoint=${url}`,
    certificateFile,
    received: () => bodies.join(),
    close: () => void server.close(),
  };
}
