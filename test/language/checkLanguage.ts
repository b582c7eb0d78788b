/** Fails if a source or a page of documentation contains a phrase of forbiddenPhrases.txt. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';
import { forbiddenPhrases } from './forbiddenPhrases.ts';

const root = join(import.meta.dirname, '../..');
const ignored = readFileSync(join(root, '.gitignore'), 'utf8').trim().replaceAll('/', '').split('\n');
/** Ignored files, generated code, fixtures, the licence, and the list itself. */
const excluded = [
  '.git',
  ...ignored,
  'fixtures',
  'package-lock.json',
  'LICENSE',
  'export{Reader,Writer}.{js,d.ts}',
  'forbiddenPhrases.txt',
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !excluded.some((pattern) => matchesGlob(name, pattern)))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    });
}

let found = 0;
for (const file of filesBelow(root)) {
  const content = readFileSync(file);
  // A text file contains no NUL byte.
  if (content.includes(0)) continue;
  for (const { line, phrase } of forbiddenPhrases(content.toString())) {
    console.error(`${relative(root, file)}:${line}: “${phrase}”`);
    found++;
  }
}
if (found > 0) {
  console.error(`\n${found} phrases are not plain English: see test/language/forbiddenPhrases.txt.`);
  process.exit(1);
}
