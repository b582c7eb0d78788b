import type { Readable } from 'node:stream';
import type { BlobServiceClient, UserDelegationKey } from '@azure/storage-blob';
import { lazy } from '../async/lazy.ts';
import { managedIdentity } from './credential.ts';
import { isUnreadable, statusOf } from './status.ts';

/** A SAS version that both Azure and Azurite support. */
const sasVersion = '2025-07-05';

/** The properties of a blob. */
export interface BlobProperties {
  /** In bytes. */
  size: number;
  /** Changes with the content. */
  etag: string;
  /** False in the archive tier, or when encrypted with a customer-provided key. */
  readable: boolean;
}

/** Blob Storage, with one client created on first use. */
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

  /** Writes a blob; overwrites an existing one. */
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

  /** Writes a blob of known length from a stream; overwrites an existing one. A retry calls `open` again. */
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
   * Reads a blob, or `count` bytes from `offset`.
   * @returns `undefined` if the blob does not exist or `etag` does not match.
   * @throws an error that `isUnreadable` recognises if the blob exists but cannot be read
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
    return undefinedIfMissing(async () => {
      // downloadToBuffer would send an additional request for the length.
      const block = await this.#block(container, name);
      const response = await block.download(offset, count, {
        ...(signal && { abortSignal: signal }),
        ...(etag !== undefined && { conditions: { ifMatch: etag } }),
      });
      const chunks = response.readableStreamBody ? await Array.fromAsync(response.readableStreamBody) : [];
      const bytes = Buffer.concat(chunks as Buffer[]);
      if (bytes.length !== response.contentLength)
        throw new Error(`The download of the blob ${name} ended early.`);
      return bytes;
    });
  }

  /** The current properties of a blob. @returns `undefined` if it does not exist. */
  async head(container: string, name: string): Promise<BlobProperties | undefined> {
    return undefinedIfMissing(async () => {
      const block = await this.#block(container, name);
      try {
        const { contentLength = 0, etag = '', accessTier, encryptionKeySha256 } = await block.getProperties();
        const readable = accessTier !== 'Archive' && encryptionKeySha256 === undefined;
        return { size: contentLength, etag, readable };
      } catch (error) {
        // For blobs encrypted with a customer-provided key, storage returns no properties.
        if (isUnreadable(error)) return { size: 0, etag: '', readable: false };
        throw error;
      }
    });
  }

  /**
   * Deletes a blob, even if it is leased: the holder of a write URL can lease it indefinitely.
   * @returns whether the blob existed.
   */
  async delete(container: string, name: string): Promise<boolean> {
    const block = await this.#block(container, name);
    const remove = async () => (await block.deleteIfExists({ deleteSnapshots: 'include' })).succeeded;
    try {
      return await remove();
    } catch (error) {
      if (statusOf(error) !== 412) throw error;
      // Another process may have just broken the lease; the second delete shows whether that succeeded.
      await block
        .getBlobLeaseClient()
        .breakLease(0)
        .catch(() => undefined);
      return remove();
    }
  }

  /** Creates a container, unless it exists. */
  async createContainer(container: string): Promise<void> {
    await (await this.#service()).getContainerClient(container).createIfNotExists();
  }

  /** Deletes a container with all its blobs. Idempotent. */
  async deleteContainer(container: string): Promise<void> {
    await (await this.#service()).getContainerClient(container).deleteIfExists();
  }

  /** The names that start with `prefix`, in byte order. */
  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    const client = (await this.#service()).getContainerClient(container);
    for await (const blob of client.listBlobsFlat({ prefix })) yield blob.name;
  }

  /** Deletes every blob whose name starts with `prefix`. @returns the number of deleted blobs. */
  async deleteAll(container: string, prefix: string): Promise<number> {
    let count = 0;
    for await (const name of this.list(container, prefix)) if (await this.delete(container, name)) count++;
    return count;
  }

  /** A user-delegation SAS URL to read one blob until `expires`. */
  async readUrl(
    container: string,
    name: string,
    options: { starts: Date; expires: Date; contentDisposition: string },
  ): Promise<string> {
    return this.#signedUrl(container, name, { ...options, permissions: 'r' });
  }

  /** A SAS URL to create and write one blob until `expires`; it permits nothing else. */
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

  /** Sends a request to the service, for the readiness check. */
  async ping(): Promise<void> {
    await (await this.#service()).listContainers().byPage({ maxPageSize: 1 }).next();
  }

  /** A cached user delegation key. It is valid for an hour longer than `expires`, so that later URLs can use it. */
  async #delegationKey(starts: Date, expires: Date): Promise<UserDelegationKey> {
    const cached = this.#key;
    if (cached && cached.signedStartsOn <= starts && cached.signedExpiresOn >= expires) return cached;
    const until = new Date(expires.getTime() + 3_600_000);
    this.#key = await (await this.#service()).getUserDelegationKey(starts, until);
    return this.#key;
  }

  async #block(container: string, name: string) {
    return (await this.#service()).getContainerClient(container).getBlockBlobClient(name);
  }
}

/** The result of `work`, or `undefined` on 404 and 412. */
async function undefinedIfMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 412) return undefined;
    throw error;
  }
}
