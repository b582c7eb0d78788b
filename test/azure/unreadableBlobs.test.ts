import type { RequestListener } from 'node:http';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { Blobs } from '../../shared/azure/blobs.ts';
import { isUnreadable } from '../../shared/azure/status.ts';
import { tenant } from '../harness/tenant.ts';
import { certificateOf } from '../outbound/certificates.ts';
import { listen } from '../outbound/listener.ts';

// The responses of Blob Storage for blobs that exist but cannot be read, according to its REST API reference. Azurite does
// not support customer-provided keys.

let tls: Awaited<ReturnType<typeof certificateOf>>;
beforeAll(async () => {
  // Sets the managed identity of this process.
  await tenant();
  tls = await certificateOf('127.0.0.1');
});

async function storageWith(listener: RequestListener): Promise<Blobs> {
  const storage = await listen(listener, tls);
  onTestFinished(() => storage.close());
  return new Blobs({ endpoint: `https://127.0.0.1:${storage.port}/account` });
}
const errorResponse =
  (code: string): RequestListener =>
  ({ method }, response) => {
    response.writeHead(409, { 'x-ms-error-code': code, 'content-type': 'application/xml' });
    const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>No.</Message></Error>`;
    response.end(method === 'HEAD' ? undefined : body);
  };
const blobResponse =
  (headers: Record<string, string>): RequestListener =>
  (_, response) =>
    response.writeHead(200, { etag: '"1"', 'content-length': 4, ...headers }).end();

test.each(['BlobArchived', 'BlobBeingRehydrated', 'BlobUsesCustomerSpecifiedEncryption'])(
  'a blob with the error %s exists and is unreadable',
  async (code) => {
    const blobs = await storageWith(errorResponse(code));
    expect(await blobs.head('transit', 'a')).toMatchObject({ readable: false });
    expect(isUnreadable(await blobs.get('transit', 'a').catch((error) => error))).toBe(true);
  },
);

test('any other conflict is an error', async () => {
  const blobs = await storageWith(errorResponse('LeaseIdMissing'));
  await expect(blobs.head('transit', 'a')).rejects.toMatchObject({ statusCode: 409 });
  expect(isUnreadable(await blobs.get('transit', 'a').catch((error) => error))).toBe(false);
});

test.each([
  [{ 'x-ms-access-tier': 'Archive' }, false],
  [{ 'x-ms-access-tier': 'Archive', 'x-ms-archive-status': 'rehydrate-pending-to-hot' }, false],
  [{ 'x-ms-encryption-key-sha256': 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=' }, false],
  [{ 'x-ms-access-tier': 'Cold' }, true],
  [{}, true],
])('a blob with the headers %o has readable = %s', async (headers, readable) => {
  const blobs = await storageWith(blobResponse(headers as Record<string, string>));
  expect(await blobs.head('transit', 'a')).toEqual({ size: 4, etag: '"1"', readable });
});
