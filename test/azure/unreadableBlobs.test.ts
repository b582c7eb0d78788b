import type { RequestListener } from 'node:http';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { Blobs } from '../../shared/azure/blobs.ts';
import { isUnreadable } from '../../shared/azure/status.ts';
import { tenant } from '../harness/tenant.ts';
import { certificateOf } from '../outbound/certificates.ts';
import { listen } from '../outbound/listener.ts';

// What Blob Storage answers of blobs that are there and cannot be read, as its reference of the REST API says it. The local
// one encrypts with nobody's key.

let tls: Awaited<ReturnType<typeof certificateOf>>;
beforeAll(async () => {
  // Its identity is this process's.
  await tenant();
  tls = await certificateOf('127.0.0.1');
});

async function storageThat(answer: RequestListener): Promise<Blobs> {
  const storage = await listen(answer, tls);
  onTestFinished(() => storage.close());
  return new Blobs({ endpoint: `https://127.0.0.1:${storage.port}/account` });
}
const refuses =
  (code: string): RequestListener =>
  ({ method }, response) => {
    response.writeHead(409, { 'x-ms-error-code': code, 'content-type': 'application/xml' });
    const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>No.</Message></Error>`;
    response.end(method === 'HEAD' ? undefined : body);
  };
const says =
  (headers: Record<string, string>): RequestListener =>
  (_, response) =>
    response.writeHead(200, { etag: '"1"', 'content-length': 4, ...headers }).end();

test.each(['BlobArchived', 'BlobBeingRehydrated', 'BlobUsesCustomerSpecifiedEncryption'])(
  'a blob of which storage says %s is there and unreadable',
  async (code) => {
    const blobs = await storageThat(refuses(code));
    expect(await blobs.head('transit', 'a')).toMatchObject({ readable: false });
    expect(isUnreadable(await blobs.get('transit', 'a').catch((error) => error))).toBe(true);
  },
);

test('another conflict is none of these', async () => {
  const blobs = await storageThat(refuses('LeaseIdMissing'));
  await expect(blobs.head('transit', 'a')).rejects.toMatchObject({ statusCode: 409 });
  expect(isUnreadable(await blobs.get('transit', 'a').catch((error) => error))).toBe(false);
});

test.each([
  [{ 'x-ms-access-tier': 'Archive' }, false],
  [{ 'x-ms-access-tier': 'Archive', 'x-ms-archive-status': 'rehydrate-pending-to-hot' }, false],
  [{ 'x-ms-encryption-key-sha256': 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=' }, false],
  [{ 'x-ms-access-tier': 'Cold' }, true],
  [{}, true],
])('a blob with the properties %o is readable: %s', async (headers, readable) => {
  const blobs = await storageThat(says(headers as Record<string, string>));
  expect(await blobs.head('transit', 'a')).toEqual({ size: 4, etag: '"1"', readable });
});
