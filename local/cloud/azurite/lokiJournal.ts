import { Journal } from '../../journal.ts';

/** A document of Loki, Azurite's in-memory database. `$loki` is its key in the collection. */
interface LokiDocument {
  $loki: number;
  [property: string]: unknown;
}

/** The parts of a Loki collection that are used here. */
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

/** The parts of Loki that are used here. */
interface LokiDatabase {
  collections: LokiCollection[];
  autosave: boolean;
  persistenceAdapter: object;
}

/** A store of Azurite. `init` is called before its server listens, `close` after the server has stopped. */
export interface LokiStore {
  db: LokiDatabase;
  init(): Promise<void>;
  close(): Promise<void>;
}

type Entry = { collection: string } & ({ put: LokiDocument } | { remove: number });

/**
 * Makes an Azurite store durable with a journal. Azurite's own persistence is disabled: it writes the database to a file every
 * 5 seconds, so a crash loses acknowledged changes.
 */
export function keepInJournal(store: LokiStore, path: string, rewriteThreshold: number | undefined): void {
  const { db } = store;
  db.autosave = false;
  db.persistenceAdapter = noPersistence;
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

/** JSON turns dates into strings. A message with a string as expirationTime would never expire. */
function withDates(document: LokiDocument): LokiDocument {
  for (const name of ['insertionTime', 'expirationTime'])
    if (typeof document[name] === 'string') document[name] = new Date(document[name]);
  return document;
}

const noPersistence = {
  loadDatabase: (_name: string, callback: (nothing: null) => void) => callback(null),
  saveDatabase: (_name: string, _text: string, callback: (error: null) => void) => callback(null),
};

function* documentsOf(db: LokiDatabase): Iterable<Entry> {
  for (const { name, data } of db.collections)
    for (const document of data) yield { collection: name, put: document };
}

/** Fills an empty collection and rebuilds its indexes. */
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
