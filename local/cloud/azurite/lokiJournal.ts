import { Journal } from '../../journal.ts';

/** A document of Loki, the database in memory on which Azurite stands; `$loki` is its key in its collection. */
interface LokiDocument {
  $loki: number;
  [property: string]: unknown;
}

/** What is used of a collection of Loki. */
interface LokiCollection {
  name: string;
  /** Sorted by `$loki`: Loki finds a document by bisection. */
  data: LokiDocument[];
  maxId: number;
  idIndex: number[] | null;
  constraints: { unique: Record<string, unknown> };
  ensureAllIndexes(force: boolean): void;
  on(event: 'insert' | 'update' | 'delete', listener: (changed: LokiDocument | LokiDocument[]) => void): void;
}

/** What is used of Loki. */
export interface LokiDatabase {
  collections: LokiCollection[];
  autosave: boolean;
  persistenceAdapter: object;
}

/** A store of Azurite. `init` loads it, before its server listens; `close` is called after that has stopped. */
export interface LokiStore {
  db: LokiDatabase;
  init(): Promise<void>;
  close(): Promise<void>;
}

type Entry = { collection: string } & ({ put: LokiDocument } | { remove: number });

/**
 * Lets a store of Azurite keep what it acknowledges in a journal. Its own way, the whole database into a file every
 * 5 seconds, forgets what came since, so it is switched off.
 */
export function keepInJournal(store: LokiStore, path: string, rewriteThreshold: number | undefined): void {
  const { db } = store;
  db.autosave = false;
  db.persistenceAdapter = nothingSaved;
  let journal: Journal<Entry> | undefined;

  const [init, close] = [store.init.bind(store), store.close.bind(store)];
  store.init = async () => {
    await init();
    const restored = new Map<string, Map<number, LokiDocument>>();
    for (const { name } of db.collections) restored.set(name, new Map());
    const opened = new Journal<Entry>(path, {
      replay: (entry) => {
        const documents = restored.get(entry.collection);
        if ('put' in entry) documents?.set(entry.put.$loki, withDates(entry.put));
        else documents?.delete(entry.remove);
      },
      state: () => documentsOf(db),
      rewriteThreshold,
    });
    for (const collection of db.collections) {
      fill(collection, [...(restored.get(collection.name)?.values() ?? [])]);
      watch(collection, opened);
    }
    journal = opened;
  };
  store.close = async () => {
    await close();
    journal?.close();
    journal = undefined;
  };
}

/** A message whose end is a text would never expire. */
function withDates(document: LokiDocument): LokiDocument {
  for (const name of ['insertionTime', 'expirationTime'])
    if (typeof document[name] === 'string') document[name] = new Date(document[name]);
  return document;
}

const nothingSaved = {
  loadDatabase: (_name: string, callback: (nothing: null) => void) => callback(null),
  saveDatabase: (_name: string, _text: string, callback: (error: null) => void) => callback(null),
};

function* documentsOf(db: LokiDatabase): Iterable<Entry> {
  for (const { name, data } of db.collections)
    for (const document of data) yield { collection: name, put: document };
}

/** Puts documents into a collection that is empty still, and lets it build its indexes anew. */
function fill(collection: LokiCollection, documents: LokiDocument[]): void {
  collection.data = documents.sort((a, b) => a.$loki - b.$loki);
  collection.maxId = documents.at(-1)?.$loki ?? 0;
  collection.idIndex = null;
  collection.constraints.unique = {};
  collection.ensureAllIndexes(true);
}

function watch(collection: LokiCollection, journal: Journal<Entry>): void {
  const { name } = collection;
  const put = (changed: LokiDocument | LokiDocument[]): void => {
    for (const document of [changed].flat()) journal.append({ collection: name, put: document });
  };
  const remove = (changed: LokiDocument | LokiDocument[]): void => {
    for (const { $loki } of [changed].flat()) journal.append({ collection: name, remove: $loki });
  };
  collection.on('insert', put);
  collection.on('update', put);
  collection.on('delete', remove);
}
