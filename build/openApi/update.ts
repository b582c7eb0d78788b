/** `npm run openapi`: writes the released OpenAPI document, and lists what breaks clients of the previous one. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../root.ts';
import { breakingChanges } from './breakingChanges.ts';

// @azure/functions warns of each function that it does not register outside the host.
console.warn = console.debug = () => undefined;
await import('../../functions/all.ts');
const { document } = await import('../../functions/api/openapi.ts');

const file = join(root, 'docs/openapi.json');
const current = await document();
const released = JSON.parse(await readFile(file, 'utf8'));
// As JSON: a schema may contain `undefined`.
for (const change of breakingChanges(released, JSON.parse(JSON.stringify(current)))) console.log(change);
await writeFile(file, `${JSON.stringify(current, null, 1)}\n`);
