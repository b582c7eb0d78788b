import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { trust } from '../../local/trust.ts';
import { type IngestionServer, serveIngestion } from './ingestionServer.ts';

/** Starts an ingestion endpoint for this test. This process trusts its certificate. */
export async function startIngestion(): Promise<IngestionServer> {
  const folder = await mkdtemp(join(tmpdir(), 'conveyor-telemetry-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const server = await serveIngestion(folder);
  onTestFinished(() => server.close());
  trust(server.certificateFile);
  // Resource detection takes minutes outside of a cloud platform.
  vi.stubEnv('OTEL_NODE_RESOURCE_DETECTORS', 'none');
  return server;
}
