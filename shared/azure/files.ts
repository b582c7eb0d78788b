import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ContainerClient } from '@azure/storage-blob';
import { lazy } from '../async/lazy.ts';
import { managedIdentity } from './credential.ts';
import { statusOf } from './status.ts';

/** The HTTP headers stored with a file. */
export interface FileKind {
  contentType: string;
  cacheControl: string;
}

/** An open file or range of a file. */
export interface OpenFile extends FileKind {
  /** Size of the complete file, in bytes. */
  size: number;
  /** Changes with the content. */
  etag: string;
  lastModified: Date;
  body: Readable;
}

/**
 * Content whose first bytes are known last, such as an archive whose header contains a checksum. `head` is called after the
 * last chunk.
 */
export interface Chunks {
  chunks: AsyncIterable<Uint8Array>;
  head: () => Uint8Array;
}

/** A Blob Storage container of files that are created once, or replaced under an ETag condition. */
export class Files {
  readonly #container: () => Promise<ContainerClient>;

  constructor(options: { endpoint: string; container: string; clientId?: string | undefined }) {
    this.#container = lazy(async () => {
      const [{ BlobServiceClient }, credential] = await Promise.all([
        import('@azure/storage-blob'),
        managedIdentity(options.clientId),
      ]);
      return new BlobServiceClient(options.endpoint, credential).getContainerClient(options.container);
    });
  }

  /**
   * Creates a file block by block, so that memory use does not depend on its size. The file becomes visible only when it is
   * complete.
   * @returns false if a file with this name exists; that file does not change.
   */
  async create(name: string, { chunks, head }: Chunks, kind: FileKind): Promise<boolean> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    // Uncommitted blocks belong to the blob name, so concurrent writers need different block ids.
    const upload = randomBytes(12).toString('hex');
    const blocks: string[] = [];
    const stage = async (bytes: Uint8Array): Promise<string> => {
      const id = Buffer.from(`${upload}-${String(blocks.length).padStart(5, '0')}`).toString('base64');
      blocks.push(id);
      await blob.stageBlock(
        id,
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        bytes.byteLength,
      );
      return id;
    };
    for await (const chunk of chunks) await stage(chunk);
    const first = await stage(head());
    return withFallback(
      async () => {
        await blob.commitBlockList([first, ...blocks.slice(0, -1)], {
          conditions: { ifNoneMatch: '*' },
          blobHTTPHeaders: headersOf(kind),
        });
        return true;
      },
      // The first commit discards the uncommitted blocks of other writers, whose commit then fails with 400.
      async (status) => status === 409 || status === 412 || (status === 400 && (await blob.exists())),
      false,
    );
  }

  /** Replaces the version that `etag` names, or creates the file if `etag` is undefined. @returns false if the condition fails. */
  async replace(name: string, text: string, etag: string | undefined, kind: FileKind): Promise<boolean> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return withFallback(
      async () => {
        await blob.upload(text, Buffer.byteLength(text), {
          conditions: etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: etag },
          blobHTTPHeaders: headersOf(kind),
        });
        return true;
      },
      (status) => status === 409 || status === 412 || status === 404,
      false,
    );
  }

  /** Reads a small text file. @returns `undefined` if it does not exist. */
  async read(name: string): Promise<{ text: string; etag: string } | undefined> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return withFallback(
      async () => {
        const { etag = '', contentLength, readableStreamBody } = await blob.download();
        const bytes = Buffer.concat(
          readableStreamBody ? await Array.fromAsync(readableStreamBody as Readable) : [],
        );
        if (bytes.length !== contentLength) throw new Error(`The download of the file ${name} ended early.`);
        return { text: bytes.toString(), etag };
      },
      (status) => status === 404,
      undefined,
    );
  }

  /**
   * Opens a file, or `count` bytes from `offset`, for reading.
   * @returns `undefined` if the file does not exist or `etag` does not match.
   */
  async open(
    name: string,
    { offset = 0, count, etag }: { offset?: number; count?: number; etag?: string } = {},
  ): Promise<OpenFile | undefined> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return withFallback(
      async () => {
        const response = await blob.download(offset, count, etag ? { conditions: { ifMatch: etag } } : {});
        return { ...propertiesOf(response), body: response.readableStreamBody as Readable };
      },
      (status) => status === 404 || status === 412,
      undefined,
    );
  }

  /** The properties of a file. @returns `undefined` if it does not exist. */
  async head(name: string): Promise<Omit<OpenFile, 'body'> | undefined> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return withFallback(
      async () => propertiesOf(await blob.getProperties()),
      (status) => status === 404,
      undefined,
    );
  }

  /** The names that start with `prefix`, in byte order. */
  async *list(prefix: string): AsyncGenerator<string> {
    for await (const { name } of (await this.#container()).listBlobsFlat({ prefix })) yield name;
  }

  /** @returns whether the file existed. */
  async delete(name: string): Promise<boolean> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return (await blob.deleteIfExists({ deleteSnapshots: 'include' })).succeeded;
  }
}

const headersOf = ({ contentType, cacheControl }: FileKind) => ({
  blobContentType: contentType,
  blobCacheControl: cacheControl,
});

interface BlobResponse {
  contentLength?: number;
  contentRange?: string;
  contentType?: string;
  cacheControl?: string;
  etag?: string;
  lastModified?: Date;
}

function propertiesOf(response: BlobResponse): Omit<OpenFile, 'body'> {
  const { contentLength = 0, contentRange, contentType = '', cacheControl = '', etag = '' } = response;
  return {
    // Content-Range contains the complete length after the slash (RFC 9110 §14.4).
    size: contentRange ? Number(contentRange.split('/')[1]) : contentLength,
    contentType,
    cacheControl,
    etag,
    lastModified: response.lastModified ?? new Date(0),
  };
}

/** The result of `work`, or `fallback` if it fails with an expected status. */
async function withFallback<Result, Fallback>(
  work: () => Promise<Result>,
  expected: (status: number) => boolean | Promise<boolean>,
  fallback: Fallback,
): Promise<Result | Fallback> {
  try {
    return await work();
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && (await expected(status))) return fallback;
    throw error;
  }
}
