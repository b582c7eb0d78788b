import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { apiTypes } from '../../client/generateTypes.ts';
import type { Client } from '../../client/src/client.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the types of the client are generated from docs/openapi.json', async () => {
  // After a difference: run `npm run openapi`.
  const types = await apiTypes(JSON.parse(await read('docs/openapi.json')));
  expect((await read('client/src/apiTypes.ts')) === types).toBe(true);
});

test('the compiler refuses wrong requests', () => {
  const mistakes = [
    // @ts-expect-error: an unknown path
    ({ api }: Client) => api.GET('/v1/job'),
    // @ts-expect-error: a parameter is missing
    ({ api }: Client) => api.GET('/v1/jobs/{id}', {}),
    // @ts-expect-error: an unknown format
    (client: Client) => client.convert(new File([], 'a.docx'), 'exe'),
    // @ts-expect-error: a text instead of a file
    (client: Client) => client.submit({ files: ['text'], to: 'pdf' }),
    // @ts-expect-error: an option of another step
    (client: Client) => client.submit({ steps: [{ type: 'encrypt', userPassword: 'a', angle: 90 }] }),
  ];
  // `npm run check` fails where the compiler accepts one of them. They are never called.
  expect(mistakes).toHaveLength(5);
});
