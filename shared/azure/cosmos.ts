import type { Container, Database, ItemResponse, JSONValue, PatchOperation } from '@azure/cosmos';
import { lazy } from '../async/lazy.ts';
import { managedIdentity } from './credential.ts';
import { statusOf } from './status.ts';

/** A container declaration, from which the local cloud and infrastructure code create the container. */
export interface ContainerDeclaration {
  name: string;
  /** Paths of the partition key in order of their levels; two or more make it hierarchical. */
  partitionKey: readonly string[];
  /** The indexed paths, such as `/status/?`; no other path is indexed. */
  indexed: readonly string[];
  /** Composite indexes, for an ORDER BY with a filter on another path. */
  composite?: readonly (readonly { path: string; order: 'ascending' | 'descending' }[])[];
  /** Seconds after the last change until Cosmos deletes a record; longer than the retention of the sweep. */
  timeToLive: number;
  /** Excludes the records from traces, because their ids would reveal user activity. */
  untraced?: true;
}

/**
 * The composite indexes of lists that are sorted by one of these fields and then by the id. Both orders, although Cosmos DB
 * also reads an index backwards: the local server does not.
 */
export function sortIndexes(fields: readonly string[]): NonNullable<ContainerDeclaration['composite']> {
  return fields.flatMap((field) =>
    (['ascending', 'descending'] as const).map((order) => [
      { path: `/${field}`, order },
      { path: '/id', order },
    ]),
  );
}

/** A stored record. */
export interface Stored<T> {
  record: T;
  /** Changes with each write; the condition of `replace`. */
  etag: string;
  /** Gives another client read-your-own-writes consistency. */
  sessionToken: string;
}

export interface Query {
  /** Cosmos SQL. It filters by organisation in WHERE, because not every server filters by a prefix of a hierarchical key. */
  text: string;
  parameters?: Record<string, JSONValue>;
  /** The partition, or the first levels of its key; all partitions if absent. */
  partition?: readonly string[];
  pageSize?: number;
}

/** The Cosmos database, with one client created on first use. */
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

  /** Sends a request to the database, for the readiness check. */
  async ping(): Promise<void> {
    await (await this.#database()).read();
  }
}

/** The records of one container. A failed condition yields a value instead of an error. */
export class Records<T extends { id: string }> {
  readonly #container: () => Promise<Container>;

  constructor(container: () => Promise<Container>) {
    this.#container = container;
  }

  /**
   * Creates a record. If `signal` aborts the request, the record may have been created or not.
   * @returns `undefined` if a record with this id exists.
   */
  async create(record: T, { signal }: { signal?: AbortSignal } = {}): Promise<Stored<T> | undefined> {
    const container = await this.#container();
    return undefinedOn(409, async () =>
      stored(record, await container.items.create(record, abortOptions(signal))),
    );
  }

  /** @returns `undefined` if the record does not exist. */
  async read(
    partition: readonly string[],
    id: string,
    sessionToken?: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Stored<T> | undefined> {
    const container = await this.#container();
    return undefinedOn(404, async () => {
      const response = await container
        .item(id, keyOf(partition))
        .read<T>({ ...abortOptions(signal), ...(sessionToken && { sessionToken }) });
      return response.resource ? stored(response.resource, response) : undefined;
    });
  }

  /** Replaces the version that was read. @returns `undefined` if it has been changed or deleted. */
  async replace(partition: readonly string[], record: T, etag: string): Promise<Stored<T> | undefined> {
    const container = await this.#container();
    return undefinedOn([404, 412], async () => {
      const item = container.item(record.id, keyOf(partition));
      return stored(
        record,
        await item.replace(record, { accessCondition: { type: 'IfMatch', condition: etag } }),
      );
    });
  }

  /** Patches a record. @returns `undefined` if it does not exist, or the ETag or condition does not match. */
  async patch(
    partition: readonly string[],
    id: string,
    operations: PatchOperation[],
    conditions: { etag?: string; condition?: string; signal?: AbortSignal } = {},
  ): Promise<Stored<T> | undefined> {
    const container = await this.#container();
    return undefinedOn([404, 412], async () => {
      const response = await container
        .item(id, keyOf(partition))
        .patch<T>(conditions.condition ? { operations, condition: conditions.condition } : { operations }, {
          ...abortOptions(conditions.signal),
          ...(conditions.etag && { accessCondition: { type: 'IfMatch', condition: conditions.etag } }),
        });
      return response.resource && stored(response.resource, response);
    });
  }

  /** @returns whether the record existed and, if given, `etag` matched. */
  async delete(partition: readonly string[], id: string, etag?: string): Promise<boolean> {
    const container = await this.#container();
    const options = etag ? { accessCondition: { type: 'IfMatch', condition: etag } } : {};
    const deleted = await undefinedOn([404, 412], async () => {
      await container.item(id, keyOf(partition)).delete(options);
      return true;
    });
    return deleted ?? false;
  }

  /** The records of a query. */
  async *query<R = T>(query: Query): AsyncGenerator<R> {
    for await (const page of this.pages<R>(query)) yield* page;
  }

  /** The records of a query in pages as returned by Cosmos; a page may be empty. */
  async *pages<R = T>(query: Query): AsyncGenerator<R[]> {
    const container = await this.#container();
    const pages = container.items.query<R>(specOf(query), {
      maxItemCount: query.pageSize ?? 100,
      ...(query.partition && { partitionKey: keyOf(query.partition) }),
    });
    while (pages.hasMoreResults()) yield (await pages.fetchNext()).resources ?? [];
  }
}

function stored<T>(record: T, response: ItemResponse<object>): Stored<T> {
  return {
    record,
    etag: response.etag,
    sessionToken: String(response.headers['x-ms-session-token'] ?? ''),
  };
}

const abortOptions = (signal: AbortSignal | undefined) => (signal ? { abortSignal: signal } : {});

const keyOf = (partition: readonly string[]) =>
  partition.length === 1 ? (partition[0] ?? '') : [...partition];

const specOf = (query: Query) => ({
  query: query.text,
  parameters: Object.entries(query.parameters ?? {}).map(([name, value]) => ({ name: `@${name}`, value })),
});

const isLoopback = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

/** Substatus of a 404 for a record that may exist: this replica has not caught up with the session token. */
const sessionNotAvailable = 1002;

/** The result of `work`, or `undefined` if it fails with one of these statuses. */
async function undefinedOn<R>(statuses: number | number[], work: () => Promise<R>): Promise<R | undefined> {
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
