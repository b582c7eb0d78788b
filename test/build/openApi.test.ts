import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { breakingChanges, type Document } from '../../build/openApi/breakingChanges.ts';
import type { Schema } from '../../build/openApi/schemaChanges.ts';
import { apiDocument } from '../http/document.ts';

test('the API does not break clients of the released one', async () => {
  const released = JSON.parse(await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));
  // An intended break: run `npm run openapi` and describe it in the changelog.
  expect(breakingChanges(released, apiDocument as unknown as Document)).toEqual([]);
});

test('npm run openapi -- --check passes, and writes nothing', async () => {
  const page = new URL('../../docs/openapi.json', import.meta.url);
  const before = await stat(page);
  const update = fileURLToPath(new URL('../../build/openApi/update.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [update, '--check']);
  expect(stdout).toBe('');
  expect((await stat(page)).mtimeMs).toBe(before.mtimeMs);
});

const Node: Schema = {
  type: 'object',
  properties: { name: { type: 'string' }, children: { type: 'array', items: ref('Node') } },
  required: ['name'],
};
const parameter = { name: 'limit', in: 'query', required: false, schema: { type: 'integer', maximum: 100 } };
const input: Schema = {
  type: 'object',
  properties: {
    format: { type: 'string', enum: ['pdf', 'png'] },
    text: { type: 'string', maxLength: 10 },
    count: { type: 'number' },
    step: { oneOf: [variant('a'), variant('b')] },
    node: ref('Node'),
  },
  additionalProperties: false,
};

/** A document with the request `input` and the response `output`. */
function api(
  changed: {
    input?: Schema;
    output?: Schema;
    parameters?: object[];
    security?: object[];
    status?: string;
  } = {},
): Document {
  const operation = {
    security: changed.security ?? [],
    parameters: changed.parameters ?? [parameter],
    requestBody: { required: false, content: { 'application/json': { schema: changed.input ?? input } } },
    responses: {
      [changed.status ?? '200']: {
        headers: { ETag: {} },
        content: { 'application/json': { schema: ref('Node') } },
      },
    },
  };
  return {
    paths: { '/a': { post: operation, get: { responses: {} } } },
    components: { schemas: { Node: changed.output ?? Node } },
  } as Document;
}

function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
function variant(type: string): Schema {
  return { type: 'object', properties: { type: { const: type } }, required: ['type'] };
}
/** `input` with other properties. */
const inputWith = (properties: Record<string, Schema | undefined>, keywords: Schema = {}) =>
  JSON.parse(JSON.stringify({ ...input, properties: { ...input.properties, ...properties }, ...keywords }));
const outputWith = (properties: Record<string, Schema | undefined>, keywords: Schema = {}) =>
  JSON.parse(JSON.stringify({ ...Node, properties: { ...Node.properties, ...properties }, ...keywords }));

const request = 'POST /a request application/json';
const response = 'POST /a response 200 application/json';

describe('a breaking change', () => {
  test.each<[string, Document]>([
    ['POST /a: was removed', { ...api(), paths: { '/a': { get: { responses: {} } } } }],
    ['POST /a: the credential changed from none to device', api({ security: [{ device: [] }] })],
    ['POST /a query parameter limit: was removed', api({ parameters: [] })],
    [
      'POST /a query parameter limit: is now required',
      api({ parameters: [{ ...parameter, required: true }] }),
    ],
    [
      'POST /a query parameter more: is now required',
      api({ parameters: [parameter, { name: 'more', in: 'query', required: true }] }),
    ],
    [
      'POST /a query parameter limit: maximum changed from 100 to 50',
      api({ parameters: [{ ...parameter, schema: { type: 'integer', maximum: 50 } }] }),
    ],
    ['POST /a response 200: was removed', api({ status: '201' })],
    [`${request}: the property text was removed`, api({ input: inputWith({ text: undefined }) })],
    [`${request}: the property text is now required`, api({ input: inputWith({}, { required: ['text'] }) })],
    [`${request}: the rule oneOf is new`, api({ input: inputWith({}, { oneOf: [{ required: ['text'] }] }) })],
    [
      `${request}: the rule dependentRequired is new`,
      api({ input: inputWith({}, { dependentRequired: { text: ['count'] } }) }),
    ],
    [
      `${request}.format: "png" is no longer accepted`,
      api({ input: inputWith({ format: { enum: ['pdf'] } }) }),
    ],
    [
      `${request}.text: the type changed from string to integer`,
      api({ input: inputWith({ text: { type: 'integer', maxLength: 10 } }) }),
    ],
    [
      `${request}.count: the type changed from number to integer`,
      api({ input: inputWith({ count: { type: 'integer' } }) }),
    ],
    [
      `${request}.text: the rule pattern is new`,
      api({ input: inputWith({ text: { type: 'string', maxLength: 10, pattern: '^a' } }) }),
    ],
    [
      `${request}.step: the alternative "b" is no longer accepted`,
      api({ input: inputWith({ step: { oneOf: [variant('a')] } }) }),
    ],
    [`${response}: the property name was removed`, api({ output: outputWith({ name: undefined }) })],
    [`${response}: the property name can now be absent`, api({ output: outputWith({}, { required: [] }) })],
    [
      `${response}.name: the type changed from string to string or null`,
      api({ output: outputWith({ name: { anyOf: [{ type: 'string' }, { type: 'null' }] } }) }),
    ],
  ])('%s', (change, current) => {
    expect(breakingChanges(api(), current)).toContain(change);
  });

  test('is found behind a recursive reference once', () => {
    const output = outputWith({ name: { type: 'integer' } });
    expect(breakingChanges(api(), api({ output }))).toEqual([
      `${request}.node.name: the type changed from string to integer`,
      `${response}.name: the type changed from string to integer`,
    ]);
  });
});

test.each<[string, Document]>([
  ['no change', api()],
  ['a new path', { ...api(), paths: { ...api().paths, '/b': { get: { responses: {} } } } }],
  ['a new optional parameter', api({ parameters: [parameter, { name: 'more', in: 'query' }] })],
  ['a larger limit', api({ parameters: [{ ...parameter, schema: { type: 'integer', maximum: 200 } }] })],
  ['a new property of a request', api({ input: inputWith({ more: { type: 'string' } }) })],
  ['a new property of a response', api({ output: outputWith({ more: { type: 'string' } }) })],
  [
    'a new accepted value',
    api({ input: inputWith({ format: { enum: ['pdf', 'png', 'gif'], type: 'string' } }) }),
  ],
  [
    'a new alternative',
    api({ input: inputWith({ step: { oneOf: [variant('c'), variant('b'), variant('a')] } }) }),
  ],
  ['a wider type', api({ input: inputWith({ text: { type: ['string', 'null'], maxLength: 10 } }) })],
  [
    'another description',
    api({ input: inputWith({ text: { type: 'string', maxLength: 10, description: 'a' } }) }),
  ],
])('%s breaks nothing', (_, current) => {
  expect(breakingChanges(api(), current)).toEqual([]);
});
