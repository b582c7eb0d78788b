import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal, JournalDamaged } from '../../local/journal.ts';

type Entry = { key: string; value: number };

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(directory, 'store.journal');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Opens the journal. @returns the journal and its entries */
function open(options: { rewriteThreshold?: number } = {}) {
  const entries: unknown[] = [];
  const store = new Map<string, number>();
  const journal = new Journal<Entry>(path, {
    replay: (entry) => {
      entries.push(entry);
      store.set(entry.key, entry.value);
    },
    state: () => [...store].map(([key, value]) => ({ key, value })),
    ...options,
  });
  return {
    entries,
    store,
    journal,
    put(key: string, value: number) {
      store.set(key, value);
      journal.append({ key, value });
    },
  };
}

describe('a journal', () => {
  it('replays the appended entries in order', () => {
    const { journal } = open();
    for (let value = 0; value < 10; value++) journal.append({ key: 'a', value });
    journal.close();
    expect(open().entries).toEqual(Array.from({ length: 10 }, (_, value) => ({ key: 'a', value })));
  });

  it('writes an entry before code after the next await runs', async () => {
    const { journal } = open();
    await (async () => journal.append({ key: 'a', value: 1 }))();
    expect(open().entries).toEqual([{ key: 'a', value: 1 }]);
    journal.close();
  });

  it('keeps all entries of one turn or none', async () => {
    const { journal } = open();
    journal.append({ key: 'a', value: 1 });
    await Promise.resolve();
    journal.append({ key: 'b', value: 1 });
    journal.append({ key: 'c', value: 1 });
    journal.close();
    truncateSync(path, readFileSync(path).length - 1);
    expect(open().entries).toEqual([{ key: 'a', value: 1 }]);
  });

  it('keeps a prefix of the entries after truncation at any byte, and accepts new entries', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
        fc.nat(),
        (records, cut) => {
          rmSync(path, { force: true });
          const { journal } = open();
          for (const record of records) {
            for (const entry of record) journal.append(entry as Entry);
            journal.flush();
          }
          journal.close();
          const size = readFileSync(path).length;
          truncateSync(path, cut % (size + 1));

          const options = { replay: () => {}, state: () => [] };
          const reopened = new Journal<unknown>(path, options);
          reopened.append('more');
          reopened.close();
          const replayed: unknown[] = [];
          new Journal<unknown>(path, { ...options, replay: (entry) => replayed.push(entry) }).close();
          expect(replayed.pop()).toBe('more');
          const all = JSON.parse(JSON.stringify(records.flat()));
          expect(replayed).toEqual(all.slice(0, replayed.length));
        },
      ),
    );
  });

  it('does not open if a record before the last one is damaged', () => {
    const { journal } = open();
    for (let value = 0; value < 3; value++) {
      journal.append({ key: 'a', value });
      journal.flush();
    }
    journal.close();
    const bytes = readFileSync(path);
    bytes[15] = (bytes[15] as number) ^ 1;
    writeFileSync(path, bytes);
    expect(() => open()).toThrow(JournalDamaged);
    expect(() => open()).toThrow(/Record 1 .*store\.journal/);
  });

  it('is rewritten with the current state only when it exceeds the threshold', () => {
    const { journal, put } = open({ rewriteThreshold: 1000 });
    for (let value = 0; value < 500; value++) {
      put(`key ${value % 3}`, value);
      journal.flush();
    }
    journal.close();
    expect(readFileSync(path).length).toBeLessThan(1100);
    expect(Object.fromEntries(open().store)).toEqual({ 'key 0': 498, 'key 1': 499, 'key 2': 497 });
  });

  it('keeps all acknowledged entries when the process is killed during a rewrite', async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 4; round++) {
      const writer = spawn(process.execPath, [new URL('journalWriter.ts', import.meta.url).pathname, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      writer.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        // A different moment each round; most of the writer's time goes into rewriting.
        if (text.length > 3000 * (round + 1)) writer.kill('SIGKILL');
      });
      await once(writer, 'close');
      for (const line of text.split('\n').slice(0, -1)) {
        const { key, value } = JSON.parse(line) as Entry;
        acknowledged.set(key, value);
      }
      const { store } = open();
      for (const [key, value] of acknowledged) expect(store.get(key), key).toBeGreaterThanOrEqual(value);
    }
    expect(acknowledged.size).toBeGreaterThan(50);
  });
});
