import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { declarations } from '../shared/runtime/manifest.ts';
import { queues } from '../shared/services.ts';

// The direction of imports is checked by Biome: see biome.json.

const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{functions,shared,local}/**/*.ts', { cwd: root });

/** The imports of a file: files by path from the root, packages by name. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const specifiers = source.matchAll(/(?:\bfrom |^import |\bimport\()['"]([^'"]+)['"]/gm);
  return [...specifiers].map(([, name = '']) =>
    name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
  );
}

test.each(['api', 'admin', 'convert', 'batch'])(
  'functions/%s.ts imports every function of its folder',
  (role) => {
    const listed = importsOf(`functions/${role}.ts`);
    const roleFiles = files.filter((file) => file.startsWith(`functions/${role}/`));
    const declaring = roleFiles.filter((file) =>
      /\b(endpoint|consumer|schedule)\(\{/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(listed.filter((file) => file.startsWith(`functions/${role}/`))).toEqual(declaring.toSorted());
  },
);

test('every queue with a consumer is created and has a consumer for its poison queue', async () => {
  await import('../functions/all.ts');
  const consumed = declarations().flatMap(({ queue }) => (queue === undefined ? [] : [queue]));
  expect([...queues].toSorted()).toEqual(consumed.toSorted());
  for (const queue of consumed.filter((name) => !name.endsWith('-poison')))
    expect(consumed).toContain(`${queue}-poison`);
});
