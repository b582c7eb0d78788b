import type { Container, Database, ItemResponse, JSONValue, PatchOperation } from '@azure/cosmos';
import { lazy } from '../lazy.ts';
import { managedIdentity } from './credential.ts';
import { statusOf } from './status.ts';

/** A container as data: what creates it, here and in infrastructure code, reads it from this. */
export interface ContainerDeclaration {
  name: string;
  /** Paths of the partition key, from the first level on; two or more make it hierarchical. */
  partitionKey: readonly string[];
  /** The only paths that are indexed, such as `/status/?`. */
  indexed: readonly string[];
  /** Composite indexes, for an ORDER BY with a filter on another path. */
  composite?: readonly (readonly { path: string; order: 'ascending' | 'descending' }[])[];
  /** Seconds after its last change after which Cosmos deletes a record by itself; longer than the sweep's. */
  timeToLive: number;
  /** Whether its records are kept out of traces, for their ids would tell who did what. */
  untraced?: true;
}

/** A record as it stands in Cosmos. */
export interface Stored<T> {
  record: T;
  /** Changes with each write; what was read is replaced only where it is still the same. */
  etag: string;
  /** Hands on "read your own write" to another client. */
  sessionToken: string;
}

export interface Query {
  /** Cosmos SQL; it names its organisation in WHERE, a hierarchical key's prefix does not filter everywhere. */
  text: string;
  parameters?: Record<string, JSONValue>;
  /** The partition to ask, or the first levels of its key; all of them without it. */
  partition?: readonly string[];
  pageSize?: number;
}

/** The Cosmos database: one client, made when first needed. */
export class Cosmos {
  readonly #database: () => Promise<Database>;

  constructor(options: { endpoint: string; database: string; clientId?: string | undefined }) {
    this.#database = lazy(async () => {
      const [{ CosmosClient }, aadCredentials] = await Promise.all([
        import('@azure/cosmos'),
        managedIdentity(options.clientId),
      ]);
      const client = new CosmosClient({
        endpoint: options.endpoint,
        aadCredentials,
        connectionPolicy: { enableEndpointDiscovery: !isLoopback(options.endpoint) },
      });
      return client.database(options.database);
    });
  }

  records<T extends { id: string }>(declaration: ContainerDeclaration): Records<T> {
    return new Records<T>(lazy(async () => (await this.#database()).container(declaration.name)));
  }

  /** Reaches the database: for readiness. */
  async ping(): Promise<void> {
    await (await this.#database()).read();
  }
}

/** The records of one container. A condition that does not hold is a value, not an error. */
export class Records<T extends { id: string }> {
  readonly #container: () => Promise<Container>;

  constructor(container: () => Promise<Container>) {
    this.#container = container;
  }

  /**
   * A write that a `signal` aborts may have been done or not.
   * @returns `undefined` if a record with this id is there already.
   */
  async create(record: T, { signal }: { signal?: AbortSignal } = {}): Promise<Stored<T> | undefined> {
    const container = await this.#container();
    return unless(409, async () => stored(record, await container.items.create(record, until(signal))));
  }

  /** @returns `undefined` if there is none. */
  async read(
    partition: readonly string[],
    id: string,
    sessionToken?: string,
  ): Promise<Stored<T> | undefined> {
    const container = await this.#container();
    return unless(404, async () => {
      const answer = await container.item(id, keyOf(partition)).read<T>(sessionToken ? { sessionToken } : {});
      return answer.resource ? stored(answer.resource, answer) : undefined;
    });
  }

  /** Replaces what was read. @returns `undefined` if it was changed or deleted since. */
  async replace(partition: readonly string[], record: T, etag: string): Promise<Stored<T> | undefined> {
    const container = await this.#container();
    return unless([404, 412], async () => {
      const item = container.item(record.id, keyOf(partition));
      return stored(
        record,
        await item.replace(record, { accessCondition: { type: 'IfMatch', condition: etag } }),
      );
    });
  }

  /** Patches a record. @returns `undefined` if it is gone, or the ETag or the condition does not hold. */
  async patch(
    partition: readonly string[],
    id: string,
    operations: PatchOperation[],
    only: { etag?: string; condition?: string; signal?: AbortSignal } = {},
  ): Promise<Stored<T> | undefined> {
    const container = await this.#container();
    return unless([404, 412], async () => {
      const answer = await container
        .item(id, keyOf(partition))
        .patch<T>(only.condition ? { operations, condition: only.condition } : { operations }, {
          ...until(only.signal),
          ...(only.etag && { accessCondition: { type: 'IfMatch', condition: only.etag } }),
        });
      return answer.resource && stored(answer.resource, answer);
    });
  }

  /** @returns whether there was one (and, with an ETag, the same one). */
  async delete(partition: readonly string[], id: string, etag?: string): Promise<boolean> {
    const container = await this.#container();
    const options = etag ? { accessCondition: { type: 'IfMatch', condition: etag } } : {};
    const done = await unless([404, 412], async () => {
      await container.item(id, keyOf(partition)).delete(options);
      return true;
    });
    return done ?? false;
  }

  /** Every record of a query, page by page. */
  async *query<R = T>(query: Query): AsyncGenerator<R> {
    for await (const page of this.pages<R>(query)) yield* page;
  }

  /** The same, in the pages that come; some may be empty. */
  async *pages<R = T>(query: Query): AsyncGenerator<R[]> {
    const container = await this.#container();
    const pages = container.items.query<R>(specOf(query), {
      maxItemCount: query.pageSize ?? 100,
      ...(query.partition && { partitionKey: keyOf(query.partition) }),
    });
    while (pages.hasMoreResults()) yield (await pages.fetchNext()).resources ?? [];
  }
}

function stored<T>(record: T, answer: ItemResponse<object>): Stored<T> {
  return {
    record,
    etag: answer.etag,
    sessionToken: String(answer.headers['x-ms-session-token'] ?? ''),
  };
}

const until = (signal: AbortSignal | undefined) => (signal ? { abortSignal: signal } : {});

const keyOf = (partition: readonly string[]) =>
  partition.length === 1 ? (partition[0] ?? '') : [...partition];

const specOf = (query: Query) => ({
  query: query.text,
  parameters: Object.entries(query.parameters ?? {}).map(([name, value]) => ({ name: `@${name}`, value })),
});

const isLoopback = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

/** Says 404 of a record that may well exist: this replica has not heard of the session yet. */
const sessionNotAvailable = 1002;

/** The result of `work`, or `undefined` where it failed with one of these statuses. */
async function unless<R>(statuses: number | number[], work: () => Promise<R>): Promise<R | undefined> {
  try {
    return await work();
  } catch (error) {
    const status = statusOf(error);
    const { substatus } = error as { substatus?: unknown };
    if (substatus !== sessionNotAvailable && status !== undefined && [statuses].flat().includes(status))
      return undefined;
    throw error;
  }
}
