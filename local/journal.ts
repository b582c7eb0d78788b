import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** A record in the middle of a journal is not what was written: something other than a crash touched the file. */
export class JournalDamaged extends Error {}

/** Below this size in bytes a journal is not worth rewriting. */
const smallJournal = 8_000_000;
const newline = 0x0a;

/**
 * Makes a store durable that lives in memory: every change is appended before it is acknowledged, and replayed at
 * the next start. When the changes outgrow the state, the journal is rewritten as the state alone.
 *
 * The file is a list of records, one a line: CRC-32 in hex, a space, a JSON array of entries. All entries of one turn
 * of the event loop are one record and one write, so a change of many parts is kept whole or not at all. A record
 * that a crash tore off at the end was never acknowledged and is dropped. What was written survives the death of the
 * process, not that of the machine: nothing waits for the disk.
 */
export class Journal<Entry> {
  readonly #path: string;
  readonly #state: () => Iterable<Entry>;
  readonly #small: number;
  #file: number;
  #size: number;
  #rewriteAt: number;
  /** Entries of this turn, as JSON already: they may change before it ends. */
  #turn: string[] = [];

  /**
   * Opens the journal at `path`, or makes it, and hands every entry in it to `replay`, in order.
   * @param state entries that rebuild the whole state: what is written in place of all changes
   * @param small size in bytes below which nothing is rewritten
   * @throws JournalDamaged if a record is damaged that is not the last
   */
  constructor(
    path: string,
    {
      replay,
      state,
      small = smallJournal,
    }: { replay: (entry: Entry) => void; state: () => Iterable<Entry>; small?: number | undefined },
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#path = path;
    this.#state = state;
    this.#small = small;
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    this.#size = replayAll(bytes, replay, path);
    this.#file = openSync(path, 'a', 0o600);
    if (this.#size < bytes.length) ftruncateSync(this.#file, this.#size);
    // How much of it is state, nobody knows: a large one is rewritten once, then at twice its size.
    this.#rewriteAt = Math.max(small, this.#size);
  }

  /**
   * Adds an entry to the record of this turn, which is written before any promise that is awaited now goes on: who
   * answers a request after an `await` acknowledges nothing that is not in the file.
   */
  append(entry: Entry): void {
    if (this.#turn.length === 0) queueMicrotask(() => this.flush());
    this.#turn.push(JSON.stringify(entry));
  }

  /** Writes the record of this turn at once. */
  flush(): void {
    if (this.#turn.length === 0) return;
    const line = recordOf(this.#turn);
    this.#turn = [];
    writeAll(this.#file, line);
    this.#size += line.length;
    if (this.#size > this.#rewriteAt) this.rewrite();
  }

  /** Replaces everything by the state alone. The new file takes the old one's place in one step. */
  rewrite(): void {
    this.flush();
    const temporary = `${this.#path}.new`;
    const file = openSync(temporary, 'w', 0o600);
    this.#size = 0;
    for (const line of recordsOf(this.#state())) {
      writeAll(file, line);
      this.#size += line.length;
    }
    // Before the rename, or a power cut could leave the new name on an empty file.
    fsyncSync(file);
    renameSync(temporary, this.#path);
    closeSync(this.#file);
    this.#file = file;
    this.#rewriteAt = Math.max(this.#small, 2 * this.#size);
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}

/** Hands over the entries of all whole records; gives the length in bytes of what they take. */
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

/** A record for each megabyte or so: few writes, and no string that is too long, however large an entry. */
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

/** One write call, unless the disk takes only a part. */
function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
