/** The child process for Azurite: Blob Storage and Storage queues. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createBlobServer, createQueueServer } from './azurite/servers.ts';
import type { CertificateFiles } from './certificate.ts';
import { refuseWhenFull } from './fullDisk.ts';
import { lockDirectory } from './lock.ts';
import type { Ports } from './ports.ts';
import { runService } from './runService.ts';

export interface StorageOptions {
  directory: string;
  certificate: CertificateFiles;
  ports: Ports;
  rewriteThreshold: number | undefined;
}

export interface StorageAddresses {
  blobEndpoint: string;
  queueEndpoint: string;
  ports: Pick<Ports, 'blob' | 'queue'>;
}

runService<StorageOptions, StorageAddresses>(async ({ directory, certificate, ports, rewriteThreshold }) => {
  const location = join(directory, 'azurite');
  mkdirSync(location, { recursive: true, mode: 0o700 });
  await lockDirectory(location);
  const blob = createBlobServer({ location, certificate, port: ports.blob, rewriteThreshold });
  const queue = createQueueServer({ location, certificate, port: ports.queue, rewriteThreshold });
  for (const { httpServer } of [blob, queue]) refuseWhenFull(httpServer, location);
  await Promise.all([blob.start(), queue.start()]);

  const [blobEndpoint, queueEndpoint] = [blob.getHttpServerAddress(), queue.getHttpServerAddress()];
  return {
    addresses: {
      blobEndpoint,
      queueEndpoint,
      ports: { blob: Number(new URL(blobEndpoint).port), queue: Number(new URL(queueEndpoint).port) },
    },
    stop: async () => {
      await Promise.all([blob.close(), queue.close()]);
    },
  };
});
