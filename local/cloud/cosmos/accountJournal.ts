import collectionsModule from '@vercel/cosmosdb-server/lib/account/collections.js';
import databasesModule from '@vercel/cosmosdb-server/lib/account/databases.js';
import documentsModule from '@vercel/cosmosdb-server/lib/account/documents.js';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import { Journal } from '../../journal.ts';

/** A database, a container or a document, as in responses. */
type Resource = ReturnType<databasesModule.default['_set']>;

/** The databases of an account, the containers of a database, or the documents of a container. */
type Items = Pick<databasesModule.default, '_ridCount' | '_set' | 'delete' | '_getPartition'> & {
  _data: Map<string, { read(): Resource | undefined }>;
  _item(keyPath: string, id: string, partition: unknown): { read(): Resource | undefined };
};

/**
 * The resource after a change, not the request: `_etag`, `_ts` and `_rid` stay as in the response. `_self` is its path,
 * `/dbs/<rid>/colls/<rid>/docs/<rid>/`. `count` is the counter of its parent, so that each `_rid` is used once.
 */
type Entry = { put: Resource; count: number } | { remove: string };

/** Restores the account from the journal at `path` and appends every later change to it. */
export function keepInJournal(
  account: Account.default,
  path: string,
  rewriteThreshold: number | undefined,
): Journal<Entry> {
  const journal = new Journal<Entry>(path, {
    replay: (entry) =>
      'put' in entry ? put(account, entry.put, entry.count) : remove(account, entry.remove),
    state: () => resourcesOf(account),
    rewriteThreshold,
  });
  for (const { default: kind } of [databasesModule, collectionsModule, documentsModule])
    watch(kind.prototype as unknown as Items, journal);
  return journal;
}

const selfPattern = /^\/dbs\/(.+?)(?:\/colls\/(.+?)(?:\/docs\/(.+?)\/)?)?$/;

/** The list that contains the resource `self`, and its `_rid`. Undefined if its parent was deleted. */
function locate(account: Account.default, self: string): { items: Items; rid: string } | undefined {
  // A `_rid` is base64 and may contain a slash.
  const [, database = '', container, document] = selfPattern.exec(self) ?? [];
  if (!container) return { items: account.databases as unknown as Items, rid: database };
  const collections = account.databases._data.get(database)?.collections;
  if (!document) return collections && { items: collections as unknown as Items, rid: container };
  const documents = collections?._data.get(container)?.documents;
  return documents && { items: documents as unknown as Items, rid: document };
}

function put(account: Account.default, resource: Resource, count: number): void {
  const location = locate(account, resource._self);
  if (!location) return;
  // Removed and set, not replaced: this keeps the order of lists as it was before the restart.
  if (location.items._data.has(location.rid)) remove(account, resource._self);
  location.items._set(resource);
  location.items._ridCount = Math.max(location.items._ridCount, count);
}

function remove(account: Account.default, self: string): void {
  const location = locate(account, self);
  const resource = location?.items._data.get(location.rid)?.read();
  if (location && resource) location.items.delete(resource.id, location.items._getPartition(resource));
}

function* resourcesOf(account: Account.default): Iterable<Entry> {
  for (const database of account.databases._data.values()) {
    yield { put: database.read(), count: account.databases._ridCount };
    for (const container of database.collections._data.values()) {
      yield { put: container.read(), count: database.collections._ridCount };
      for (const document of container.documents._data.values())
        yield { put: document.read(), count: container.documents._ridCount };
    }
  }
}

/** Every change calls `_set` or `delete`. The result is appended to the journal. */
function watch(items: Items, journal: Journal<Entry>): void {
  const { _set: set, delete: remove } = items;
  items._set = function (this: Items, resource) {
    const stored = set.call(this, resource);
    journal.append({ put: stored, count: this._ridCount });
    return stored;
  };
  items.delete = function (this: Items, id, partition) {
    const self = this._item('/id', id, partition).read()?._self;
    remove.call(this, id, partition);
    if (self) journal.append({ remove: self });
  };
}
