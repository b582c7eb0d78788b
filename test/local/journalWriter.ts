/** Appends to a journal and rewrites it in a loop until it is killed. Prints each acknowledged entry. */
import { writeSync } from 'node:fs';
import { Journal } from '../../local/journal.ts';

const store = new Map<string, number>();
const journal = new Journal<{ key: string; value: number }>(process.argv[2] as string, {
  replay: ({ key, value }) => store.set(key, value),
  state: () => [...store].map(([key, value]) => ({ key, value })),
  rewriteThreshold: 0,
});

for (let count = 0; ; count++) {
  const key = `key ${count % 100}`;
  const value = (store.get(key) ?? 0) + 1;
  store.set(key, value);
  journal.append({ key, value });
  journal.flush();
  journal.rewrite();
  writeSync(1, `${JSON.stringify({ key, value })}\n`);
}
