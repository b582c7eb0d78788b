/**
 * `npm run openapi`: writes the OpenAPI document and the types of the client, and lists what breaks clients of the previous document.
 * With `--check` it writes nothing, and fails if something breaks them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiTypes } from '../../client/generateTypes.ts';
import { root } from '../root.ts';
import { breakingChanges } from './breakingChanges.ts';

// @azure/functions warns of each function that it does not register outside the host.
console.warn = console.debug = () => undefined;
await import('../../functions/all.ts');
const { document } = await import('../../functions/documentation/openapi.ts');

const file = join(root, 'docs/openapi.json');
const text = `${JSON.stringify(await document(), null, 1)}\n`;
// As JSON: a schema may contain `undefined`.
const current = JSON.parse(text);
const released = JSON.parse(await readFile(file, 'utf8'));
const changes = breakingChanges(released, current);
for (const change of changes) console.log(change);
const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;
if (check) process.exitCode = changes.length === 0 ? 0 : 1;
else {
  await writeFile(file, text);
  await writeFile(join(root, 'client/src/apiTypes.ts'), await apiTypes(current));
}
