import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { declarations } from '../shared/manifest.ts';
import { queues } from '../shared/services.ts';

// Arrows run one way: functions → shared/<subject> → shared/azure.

const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{functions,shared,local}/**/*.ts', { cwd: root });

/** What a file imports: other files by their path from the root, packages by their name. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const specifiers = source.matchAll(/(?:\bfrom |^import |\bimport\()['"]([^'"]+)['"]/gm);
  return [...specifiers].map(([, name = '']) =>
    name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
  );
}

const offenders = (from: RegExp, to: RegExp) =>
  files
    .filter((file) => from.test(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => to.test(name))
        .map((name) => `${file} → ${name}`),
    );

describe('no file of', () => {
  test.each([
    ['shared/ reaches a door or the local machine', /^shared\//, /^(functions|local)\//],
    ['functions/ reaches the local machine', /^functions\//, /^local\//],
    [
      'shared/conversion/ knows of anything but bytes',
      /^shared\/conversion\//,
      /^shared\/(?!conversion\/|errors\.ts|lazy\.ts)/,
    ],
    [
      'shared/azure/ knows of a subject',
      /^shared\/azure\//,
      /^shared\/(?!azure\/|(clock|lazy|reloading)\.ts)/,
    ],
    [
      'functions/ and the subjects makes an Azure client',
      /^(functions|shared)\/(?!azure\/)/,
      /^@azure\/(cosmos|storage-|keyvault-|identity)/,
    ],
    [
      'the machine reaches into a room that it only runs',
      /^local\/(host|cloud)\//,
      /^shared\/(?!roles\.ts|secrets\.ts)/,
    ],
  ])('%s', (_, from, to) => {
    expect(offenders(from, to)).toEqual([]);
  });
});

test.each(['api', 'admin', 'convert', 'batch'])('every door of %s is in its list', (role) => {
  const listed = importsOf(`functions/${role}.ts`);
  const doors = files.filter((file) => file.startsWith(`functions/${role}/`));
  const declaring = doors.filter((file) =>
    /\b(endpoint|consumer|schedule)\(\{/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(listed.filter((file) => file.startsWith(`functions/${role}/`))).toEqual(declaring.toSorted());
});

test('every queue that a function reads is created, and its poison queue is read too', async () => {
  await import('../functions/all.ts');
  const read = declarations().flatMap(({ queue }) => (queue === undefined ? [] : [queue]));
  expect([...queues].toSorted()).toEqual(read.toSorted());
  for (const queue of read.filter((name) => !name.endsWith('-poison')))
    expect(read).toContain(`${queue}-poison`);
});
