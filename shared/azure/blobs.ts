import type { Readable } from 'node:stream';
import type { BlobServiceClient, UserDelegationKey } from '@azure/storage-blob';
import { lazy } from '../lazy.ts';
import { managedIdentity } from './credential.ts';
import { isUnreadable, statusOf } from './status.ts';

/** The SAS version that is asked for: one that the service and the local one both know. */
const sasVersion = '2025-07-05';

/** What a blob is, without its bytes. */
export interface BlobFacts {
  /** In bytes. */
  size: number;
  /** Names this very content. */
  etag: string;
  /** Not when it lies in the archive tier, or is encrypted with a key that its writer has alone. */
  readable: boolean;
}

/** Blob Storage: one client, made when first needed. Names are `container`, `blob`. */
export class Blobs {
  readonly #service: () => Promise<BlobServiceClient>;
  #key: UserDelegationKey | undefined;

  constructor(options: { endpoint: string; clientId?: string | undefined }) {
    this.#service = lazy(async () => {
      const [{ BlobServiceClient }, credential] = await Promise.all([
        import('@azure/storage-blob'),
        managedIdentity(options.clientId),
      ]);
      return new BlobServiceClient(options.endpoint, credential);
    });
  }

  /** Writes a blob whole, over what was there. */
  async put(
    container: string,
    name: string,
    bytes: Uint8Array,
    contentType: string,
    signal?: AbortSignal,
  ): Promise<void> {
    await (await this.#block(container, name)).upload(bytes, bytes.byteLength, {
      blobHTTPHeaders: { blobContentType: contentType },
      ...(signal && { abortSignal: signal }),
    });
  }

  /** Writes a blob of a known length from a stream, over what was there. `open` may be asked for it again. */
  async putStream(
    container: string,
    name: string,
    { open, size, contentType }: { open: () => Readable; size: number; contentType: string },
    signal?: AbortSignal,
  ): Promise<void> {
    await (await this.#block(container, name)).upload(open, size, {
      blobHTTPHeaders: { blobContentType: contentType },
      ...(signal && { abortSignal: signal }),
    });
  }

  /**
   * Reads a blob, or `count` bytes of it from `offset` on.
   * @returns `undefined` if there is none, or none that `etag` names.
   * @throws what `isUnreadable` knows, if it is there and cannot be read as it is
   */
  async get(
    container: string,
    name: string,
    {
      offset = 0,
      count,
      etag,
      signal,
    }: { offset?: number; count?: number; etag?: string; signal?: AbortSignal } = {},
  ): Promise<Buffer | undefined> {
    return orNone(async () => {
      // downloadToBuffer would ask for the length first: a request more.
      const block = await this.#block(container, name);
      const answer = await block.download(offset, count, {
        ...(signal && { abortSignal: signal }),
        ...(etag !== undefined && { conditions: { ifMatch: etag } }),
      });
      const chunks = answer.readableStreamBody ? await Array.fromAsync(answer.readableStreamBody) : [];
      const bytes = Buffer.concat(chunks as Buffer[]);
      if (bytes.length !== answer.contentLength) throw new Error(`The blob ${name} came cut off.`);
      return bytes;
    });
  }

  /** What a blob is now. @returns `undefined` if there is none. */
  async head(container: string, name: string): Promise<BlobFacts | undefined> {
    return orNone(async () => {
      const block = await this.#block(container, name);
      try {
        const { contentLength = 0, etag = '', accessTier, encryptionKeySha256 } = await block.getProperties();
        const readable = accessTier !== 'Archive' && encryptionKeySha256 === undefined;
        return { size: contentLength, etag, readable };
      } catch (error) {
        // Of what is encrypted with a key of its own storage tells nothing more.
        if (isUnreadable(error)) return { size: 0, etag: '', readable: false };
        throw error;
      }
    });
  }

  /**
   * Deletes a blob, though it be leased: whoever may write one by a URL may lease it, for ever.
   * @returns whether there was one.
   */
  async delete(container: string, name: string): Promise<boolean> {
    const block = await this.#block(container, name);
    const remove = async () => (await block.deleteIfExists({ deleteSnapshots: 'include' })).succeeded;
    try {
      return await remove();
    } catch (error) {
      if (statusOf(error) !== 412) throw error;
      // Another one may have broken it just now; whether that was enough is seen at once.
      await block
        .getBlobLeaseClient()
        .breakLease(0)
        .catch(() => undefined);
      return remove();
    }
  }

  /** The names that begin with `prefix`, in the order of their bytes. */
  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    const client = (await this.#service()).getContainerClient(container);
    for await (const blob of client.listBlobsFlat({ prefix })) yield blob.name;
  }

  /** Deletes every blob whose name begins with `prefix`. @returns how many. */
  async deleteAll(container: string, prefix: string): Promise<number> {
    let count = 0;
    for await (const name of this.list(container, prefix)) if (await this.delete(container, name)) count++;
    return count;
  }

  /** A URL that reads one blob until `expires`, signed with a user-delegation key. */
  async readUrl(
    container: string,
    name: string,
    options: { starts: Date; expires: Date; contentDisposition: string },
  ): Promise<string> {
    return this.#signedUrl(container, name, { ...options, permissions: 'r' });
  }

  /** A URL that creates and writes one blob until `expires`, and can do nothing else. */
  async writeUrl(container: string, name: string, options: { starts: Date; expires: Date }): Promise<string> {
    return this.#signedUrl(container, name, { ...options, permissions: 'cw' });
  }

  async #signedUrl(
    container: string,
    name: string,
    options: { permissions: string; starts: Date; expires: Date; contentDisposition?: string },
  ): Promise<string> {
    const { BlobSASPermissions, SASProtocol, generateBlobSASQueryParameters } = await import(
      '@azure/storage-blob'
    );
    const service = await this.#service();
    const key = await this.#delegationKey(options.starts, options.expires);
    const query = generateBlobSASQueryParameters(
      {
        containerName: container,
        blobName: name,
        permissions: BlobSASPermissions.parse(options.permissions),
        startsOn: options.starts,
        expiresOn: options.expires,
        ...(options.contentDisposition !== undefined && { contentDisposition: options.contentDisposition }),
        protocol: SASProtocol.Https,
        version: sasVersion,
      },
      key,
      service.accountName,
    );
    return `${service.getContainerClient(container).getBlobClient(name).url}?${query.toString()}`;
  }

  /** Reaches the service: for readiness. */
  async ping(): Promise<void> {
    await (await this.#service()).listContainers().byPage({ maxPageSize: 1 }).next();
  }

  /** A key that signs for an hour and serves for most of it. */
  async #delegationKey(starts: Date, expires: Date): Promise<UserDelegationKey> {
    const known = this.#key;
    if (known && known.signedStartsOn <= starts && known.signedExpiresOn >= expires) return known;
    const until = new Date(expires.getTime() + 3_600_000);
    this.#key = await (await this.#service()).getUserDelegationKey(starts, until);
    return this.#key;
  }

  async #block(container: string, name: string) {
    return (await this.#service()).getContainerClient(container).getBlockBlobClient(name);
  }
}

async function orNone<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 412) return undefined;
    throw error;
  }
}
