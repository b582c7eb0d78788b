import { join } from 'node:path';
import blobConfiguration from 'azurite/dist/src/blob/BlobConfiguration.js';
import blobServer from 'azurite/dist/src/blob/BlobServer.js';
import queueConfiguration from 'azurite/dist/src/queue/QueueConfiguration.js';
import queueServer from 'azurite/dist/src/queue/QueueServer.js';
import type { CertificateFiles } from '../certificate.ts';
import { keepInJournal } from './lokiJournal.ts';

export interface AzuriteOptions {
  /** Azurite's data folder. */
  location: string;
  certificate: CertificateFiles;
  /** 0 chooses a free port. */
  port: number;
  /** Size in bytes below which a journal is not rewritten. */
  rewriteThreshold: number | undefined;
}

const keepAliveSeconds = 65;

export function createBlobServer(options: AzuriteOptions): AzuriteServer {
  const server = new blobServer.default(new blobConfiguration.default(...configuration(options, 'blob')));
  return durable(server, options, 'blob');
}

export function createQueueServer(options: AzuriteOptions): AzuriteServer {
  const server = new queueServer.default(new queueConfiguration.default(...configuration(options, 'queue')));
  return durable(server, options, 'queue');
}

function durable(
  server: AzuriteServer,
  { location, rewriteThreshold }: AzuriteOptions,
  service: 'blob' | 'queue',
): AzuriteServer {
  keepInJournal(server.metadataStore, join(location, `${service}.journal`), rewriteThreshold);
  keepInJournal(server.extentMetadataStore, join(location, `${service}-extents.journal`), rewriteThreshold);
  return server;
}

/** The constructor arguments of both configurations. */
function configuration(
  { location, certificate, port }: AzuriteOptions,
  service: 'blob' | 'queue',
): AzuriteConfiguration {
  return [
    '127.0.0.1',
    port,
    keepAliveSeconds,
    join(location, `${service}.json`),
    join(location, `${service}-extents.json`),
    [{ locationId: 'Default', locationPath: join(location, service), maxConcurrency: 10 }],
    false, // access log
    undefined,
    false, // debug log
    undefined,
    false, // loose
    true, // skip the API version check: the SDKs are newer than Azurite
    certificate.certificateFile,
    certificate.keyFile,
    undefined,
    'basic',
  ];
}
