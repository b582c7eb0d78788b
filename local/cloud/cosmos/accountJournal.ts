import collectionsModule from '@vercel/cosmosdb-server/lib/account/collections.js';
import databasesModule from '@vercel/cosmosdb-server/lib/account/databases.js';
import documentsModule from '@vercel/cosmosdb-server/lib/account/documents.js';
import type Account from '@vercel/cosmosdb-server/lib/account/index.js';
import { Journal } from '../../journal.ts';

/** A database, a container or a document, as answers show it. */
type Resource = ReturnType<databasesModule.default['_set']>;

/** The databases of an account, the containers of a database, or the documents of a container. */
type Items = Pick<databasesModule.default, '_ridCount' | '_set' | 'delete' | '_getPartition'> & {
  _data: Map<string, { read(): Resource | undefined }>;
  _item(keyPath: string, id: string, partition: unknown): { read(): Resource | undefined };
};

/**
 * What became of a resource, not what was asked: `_etag`, `_ts` and `_rid` stay what the answer said. `_self` names
 * its place: `/dbs/<rid>/colls/<rid>/docs/<rid>/`. `count` numbers the last resource made there, so that no `_rid`
 * comes twice.
 */
type Entry = { put: Resource; count: number } | { remove: string };

/** Fills the account with what the journal at `path` holds, and keeps every later change there. */
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

/** The list in which the resource called `self` is, and its `_rid`. Undefined if its parent is gone. */
function placeOf(account: Account.default, self: string): { items: Items; rid: string } | undefined {
  // A `_rid` is base64: it may hold a slash itself.
  const [, database = '', container, document] = selfPattern.exec(self) ?? [];
  if (!container) return { items: account.databases as unknown as Items, rid: database };
  const collections = account.databases._data.get(database)?.collections;
  if (!document) return collections && { items: collections as unknown as Items, rid: container };
  const documents = collections?._data.get(container)?.documents;
  return documents && { items: documents as unknown as Items, rid: document };
}

function put(account: Account.default, resource: Resource, count: number): void {
  const place = placeOf(account, resource._self);
  if (!place) return;
  // Replacing is removing and setting: the order of what is listed stays the same as before the restart.
  if (place.items._data.has(place.rid)) remove(account, resource._self);
  place.items._set(resource);
  place.items._ridCount = Math.max(place.items._ridCount, count);
}

function remove(account: Account.default, self: string): void {
  const place = placeOf(account, self);
  const resource = place?.items._data.get(place.rid)?.read();
  if (place && resource) place.items.delete(resource.id, place.items._getPartition(resource));
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

/** Every change there is goes through these two: whatever was asked, the result is appended. */
function watch(items: Items, journal: Journal<Entry>): void {
  const { _set: set, delete: remove } = items;
  items._set = function (this: Items, resource) {
    const kept = set.call(this, resource);
    journal.append({ put: kept, count: this._ridCount });
    return kept;
  };
  items.delete = function (this: Items, id, partition) {
    const self = this._item('/id', id, partition).read()?._self;
    remove.call(this, id, partition);
    if (self) journal.append({ remove: self });
  };
}
