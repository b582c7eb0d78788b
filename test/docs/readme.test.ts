import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { banner } from '../../local/banner.ts';
import { documents } from './documents.ts';

const root = join(import.meta.dirname, '../..');
const readme = documents.get('README.md') ?? '';
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

test.each(Object.keys(scripts))('README.md describes the script %s', (name) => {
  const command = name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
  expect(readme).toContain(`| \`${command}\` |`);
});

test('README.md lists no script that does not exist', () => {
  const listed = [...readme.matchAll(/^\| `npm (?:run )?([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(listed.filter((name = '') => !(name in scripts))).toEqual([]);
});

test('README.md shows what npm start prints where curl is not installed', () => {
  const facts = {
    data: '/home/you/conveyor/.conveyor',
    isDefaultData: true,
    hasCurl: false,
    milliseconds: 2000,
  };
  // Terminals show some words bold.
  const text = stripVTControlCharacters(banner('http://localhost:7071', facts));
  expect(readme).toContain(`\`\`\`text\n${text.trim()}\n\`\`\``);
});

test('README.md lists every folder of the project once, and no other', () => {
  const block = readme.split('\n## Source layout\n')[1]?.split('```')[1] ?? '';
  const listed = [...block.matchAll(/^(\w+)\/ /gm)].map(([, name]) => name);
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ignored = ['node_modules', 'dist', 'out'];
  expect(listed.toSorted()).toEqual(
    folders
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('.') && !ignored.includes(name))
      .toSorted(),
  );
});

test('README.md links each page of docs/ once in its list', () => {
  const list = readme.split('\n## Documentation\n')[1] ?? '';
  const linked = [...list.matchAll(/\]\((docs\/[\w-]+\.md)\)/g)].map(([, path]) => path);
  expect(linked.toSorted()).toEqual(
    [...documents.keys()].filter((path) => path.startsWith('docs/')).toSorted(),
  );
});
