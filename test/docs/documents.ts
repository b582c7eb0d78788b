import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The Markdown files that readers start from: path relative to the repository → text. */
export const documents = new Map(
  globSync(['*.md', 'docs/*.md', 'examples/*.md', 'client/*.md'], { cwd: root }).map((path) => [
    path,
    readFileSync(join(root, path), 'utf8'),
  ]),
);
