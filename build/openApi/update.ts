/** `npm run openapi`: writes the OpenAPI document and the types of the client, and lists what breaks clients of the previous document. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiTypes } from '../../client/generateTypes.ts';
import { root } from '../root.ts';
import { breakingChanges } from './breakingChanges.ts';

// @azure/functions warns of each function that it does not register outside the host.
console.warn = console.debug = () => undefined;
await import('../../functions/all.ts');
const { document } = await import('../../functions/api/openapi.ts');

const file = join(root, 'docs/openapi.json');
const text = `${JSON.stringify(await document(), null, 1)}\n`;
// As JSON: a schema may contain `undefined`.
const current = JSON.parse(text);
const released = JSON.parse(await readFile(file, 'utf8'));
for (const change of breakingChanges(released, current)) console.log(change);
await writeFile(file, text);
await writeFile(join(root, 'client/src/apiTypes.ts'), await apiTypes(current));
