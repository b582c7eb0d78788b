import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** A record before the last one is damaged. A crash cannot cause this: it truncates only the last record. */
export class JournalDamaged extends Error {}

/** Default for `rewriteThreshold`, in bytes. */
const defaultRewriteThreshold = 8_000_000;
const newline = 0x0a;

/**
 * A write-ahead log for an in-memory store: every change is appended before it is acknowledged, and replayed at the next
 * start. When the file grows to twice the size of the state, it is rewritten with the current state only.
 *
 * Each line of the file is one record: CRC-32 in hex, a space, a JSON array of entries. All entries of one turn of the
 * event loop form one record and one write, so a change with several entries is atomic. A last record that a crash
 * truncated was never acknowledged and is dropped. Appends are
 * not fsynced: records survive a killed process, but not necessarily a power failure.
 */
export class Journal<Entry> {
  readonly #path: string;
  readonly #state: () => Iterable<Entry>;
  readonly #rewriteThreshold: number;
  #file: number;
  #size: number;
  #rewriteAt: number;
  /** Entries of this turn, serialised at once because the objects may change before the turn ends. */
  #turn: string[] = [];

  /**
   * Opens or creates the journal at `path` and calls `replay` with every entry, in order.
   * @param state returns entries that rebuild the current state; a rewrite stores only these
   * @param rewriteThreshold size in bytes below which the file is not rewritten
   * @throws JournalDamaged if a record before the last one is damaged
   */
  constructor(
    path: string,
    {
      replay,
      state,
      rewriteThreshold = defaultRewriteThreshold,
    }: {
      replay: (entry: Entry) => void;
      state: () => Iterable<Entry>;
      rewriteThreshold?: number | undefined;
    },
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#path = path;
    this.#state = state;
    this.#rewriteThreshold = rewriteThreshold;
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    this.#size = replayAll(bytes, replay, path);
    this.#file = openSync(path, 'a', 0o600);
    if (this.#size < bytes.length) ftruncateSync(this.#file, this.#size);
    // The size of the state is unknown until the first rewrite, so a large file is rewritten at the next append.
    this.#rewriteAt = Math.max(rewriteThreshold, this.#size);
  }

  /**
   * Adds an entry to the record of this turn. The record is written in a microtask, before code after a later `await`
   * runs: a response that is sent after an `await` acknowledges only what is in the file.
   */
  append(entry: Entry): void {
    if (this.#turn.length === 0) queueMicrotask(() => this.flush());
    this.#turn.push(JSON.stringify(entry));
  }

  /** Writes the record of this turn now. */
  flush(): void {
    if (this.#turn.length === 0) return;
    const line = recordOf(this.#turn);
    this.#turn = [];
    writeAll(this.#file, line);
    this.#size += line.length;
    if (this.#size > this.#rewriteAt) this.#rewriteIfPossible();
  }

  /** A disk that has no space for the new file keeps the old one. */
  #rewriteIfPossible(): void {
    const size = this.#size;
    try {
      this.rewrite();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      rmSync(`${this.#path}.new`, { force: true });
      this.#size = size;
      this.#rewriteAt = 2 * size;
    }
  }

  /** Replaces the file by one with the current state only. The rename is atomic. */
  rewrite(): void {
    this.flush();
    const temporary = `${this.#path}.new`;
    const file = openSync(temporary, 'w', 0o600);
    this.#size = 0;
    for (const line of recordsOf(this.#state())) {
      writeAll(file, line);
      this.#size += line.length;
    }
    // Without fsync before the rename, a power failure could leave an empty file.
    fsyncSync(file);
    renameSync(temporary, this.#path);
    closeSync(this.#file);
    this.#file = file;
    this.#rewriteAt = Math.max(this.#rewriteThreshold, 2 * this.#size);
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}

/** Replays all complete records. @returns their length in bytes */
function replayAll<Entry>(bytes: Buffer, replay: (entry: Entry) => void, path: string): number {
  let start = 0;
  for (let number = 1; start < bytes.length; number++) {
    const end = bytes.indexOf(newline, start);
    const entries = end < 0 ? undefined : entriesIn<Entry>(bytes.subarray(start, end));
    if (!entries) {
      const isLast = end < 0 || end + 1 === bytes.length;
      if (isLast) return start;
      throw new JournalDamaged(`Record ${number} of the journal ${path} is damaged (byte ${start}).`);
    }
    for (const entry of entries) replay(entry);
    start = end + 1;
  }
  return start;
}

function entriesIn<Entry>(line: Buffer): Entry[] | undefined {
  const json = line.subarray(9);
  return line.toString('latin1', 0, 9) === `${checksum(json)} `
    ? (JSON.parse(json.toString()) as Entry[])
    : undefined;
}

function recordOf(entries: readonly string[]): Buffer {
  const json = Buffer.from(`[${entries.join(',')}]`);
  return Buffer.concat([Buffer.from(`${checksum(json)} `), json, Buffer.of(newline)]);
}

/** Groups entries into records of about 1 MB: few writes, and no string beyond V8's length limit. */
function* recordsOf<Entry>(entries: Iterable<Entry>): Iterable<Buffer> {
  let record: string[] = [];
  let length = 0;
  for (const entry of entries) {
    const json = JSON.stringify(entry);
    record.push(json);
    length += json.length;
    if (length > 1_000_000) {
      yield recordOf(record);
      record = [];
      length = 0;
    }
  }
  if (record.length > 0) yield recordOf(record);
}

const checksum = (bytes: Buffer): string => crc32(bytes).toString(16).padStart(8, '0');

/** `writeSync` may write only a part of the buffer. */
function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
