import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ContainerClient } from '@azure/storage-blob';
import { lazy } from '../lazy.ts';
import { managedIdentity } from './credential.ts';
import { statusOf } from './status.ts';

/** What is told of a file beside its bytes. */
export interface FileKind {
  contentType: string;
  cacheControl: string;
}

/** A file, or a range of it. */
export interface OpenFile extends FileKind {
  /** Of the whole file, in bytes. */
  size: number;
  /** Names this very content. */
  etag: string;
  lastModified: Date;
  body: Readable;
}

/**
 * Bytes of which the first are known last: an archive's header tells the checksum of what follows it. `head` is asked for
 * when the chunks have ended.
 */
export interface Chunks {
  chunks: AsyncIterable<Uint8Array>;
  head: () => Uint8Array;
}

/** One container of Blob Storage, of files that are created once, or replaced only by who has seen what is there. */
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
   * Creates a file, block by block, so that of any length only a chunk or two is held. Nothing of it is seen before it is
   * whole.
   * @returns false if there is one of this name already; that one stays as it is.
   */
  async create(name: string, { chunks, head }: Chunks, kind: FileKind): Promise<boolean> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    // Blocks that wait are shared by all who write this name: no two may use the same.
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
    return unless(
      async () => {
        await blob.commitBlockList([first, ...blocks.slice(0, -1)], {
          conditions: { ifNoneMatch: '*' },
          blobHTTPHeaders: headersOf(kind),
        });
        return true;
      },
      // Who commits first does away with the blocks of the others.
      async (status) => status === 409 || status === 412 || (status === 400 && (await blob.exists())),
      false,
    );
  }

  /** Writes a small file in place of the one that `etag` names, or where there is none. @returns whether it was so. */
  async replace(name: string, text: string, etag: string | undefined, kind: FileKind): Promise<boolean> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return unless(
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

  /** A small file whole. @returns `undefined` if there is none. */
  async read(name: string): Promise<{ text: string; etag: string } | undefined> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return unless(
      async () => {
        const { etag = '', contentLength, readableStreamBody } = await blob.download();
        const bytes = Buffer.concat(
          readableStreamBody ? await Array.fromAsync(readableStreamBody as Readable) : [],
        );
        if (bytes.length !== contentLength) throw new Error(`The file ${name} came cut off.`);
        return { text: bytes.toString(), etag };
      },
      (status) => status === 404,
      undefined,
    );
  }

  /**
   * Opens a file, or `count` bytes of it from `offset` on, for reading.
   * @returns `undefined` if there is none, or none that `etag` names.
   */
  async open(
    name: string,
    { offset = 0, count, etag }: { offset?: number; count?: number; etag?: string } = {},
  ): Promise<OpenFile | undefined> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return unless(
      async () => {
        const answer = await blob.download(offset, count, etag ? { conditions: { ifMatch: etag } } : {});
        return { ...factsOf(answer), body: answer.readableStreamBody as Readable };
      },
      (status) => status === 404 || status === 412,
      undefined,
    );
  }

  /** What a file is, without its bytes. @returns `undefined` if there is none. */
  async head(name: string): Promise<Omit<OpenFile, 'body'> | undefined> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return unless(
      async () => factsOf(await blob.getProperties()),
      (status) => status === 404,
      undefined,
    );
  }

  /** The names that begin with `prefix`, in the order of their bytes. */
  async *list(prefix: string): AsyncGenerator<string> {
    for await (const { name } of (await this.#container()).listBlobsFlat({ prefix })) yield name;
  }

  /** @returns whether there was one. */
  async delete(name: string): Promise<boolean> {
    const blob = (await this.#container()).getBlockBlobClient(name);
    return (await blob.deleteIfExists({ deleteSnapshots: 'include' })).succeeded;
  }
}

const headersOf = ({ contentType, cacheControl }: FileKind) => ({
  blobContentType: contentType,
  blobCacheControl: cacheControl,
});

interface Answer {
  contentLength?: number;
  contentRange?: string;
  contentType?: string;
  cacheControl?: string;
  etag?: string;
  lastModified?: Date;
}

function factsOf(answer: Answer): Omit<OpenFile, 'body'> {
  const { contentLength = 0, contentRange, contentType = '', cacheControl = '', etag = '' } = answer;
  return {
    // A range tells the whole length behind its slash (RFC 9110 §14.4).
    size: contentRange ? Number(contentRange.split('/')[1]) : contentLength,
    contentType,
    cacheControl,
    etag,
    lastModified: answer.lastModified ?? new Date(0),
  };
}

/** The result of `work`, or `otherwise` where it failed with a status that is `expected`. */
async function unless<Result, Otherwise>(
  work: () => Promise<Result>,
  expected: (status: number) => boolean | Promise<boolean>,
  otherwise: Otherwise,
): Promise<Result | Otherwise> {
  try {
    return await work();
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && (await expected(status))) return otherwise;
    throw error;
  }
}
