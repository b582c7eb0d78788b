import { expect, test } from 'vitest';
import { apiDocument, operations } from './document.ts';

const binary = { type: 'string', format: 'binary' };

test('a job takes files as binary parts of a flat form first', () => {
  const content = operations.get('submitJob')?.requestBody?.content ?? {};
  expect(Object.keys(content)).toEqual([
    'multipart/form-data',
    'application/octet-stream',
    'application/json',
  ]);
  expect(content['application/octet-stream']?.schema).toEqual(binary);
  const form = content['multipart/form-data'];
  expect(form).not.toHaveProperty('examples');
  expect(form?.schema).toMatchObject({ type: 'object', properties: { file: binary }, required: ['file'] });
  expect(form?.schema).not.toHaveProperty('allOf');
  // Swagger UI fills a form with generated values, which the server refuses, unless there are examples.
  expect(form?.schema).toMatchObject({
    properties: { steps: { examples: [''] }, callbackUrl: { examples: [''] } },
  });
});

test('results are binary', () => {
  for (const id of ['getResult', 'getResultFile'])
    for (const status of ['200', '206'])
      for (const [type, { schema }] of Object.entries(operations.get(id)?.responses[status]?.content ?? {}))
        expect([id, status, type, schema]).toEqual([id, status, type, binary]);
});

test('every body has a schema', () => {
  const bodies = [...operations].flatMap(([id, { requestBody, responses }]) =>
    [requestBody, ...Object.values(responses)].flatMap((each) =>
      Object.entries(each?.content ?? {}).map(([type, { schema }]) => ({ id, type, schema })),
    ),
  );
  expect(bodies.filter(({ schema }) => schema === undefined)).toEqual([]);
});

test('every failure refers to the one schema of problems and to shared examples', () => {
  const problems = [...operations.values()].flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ content }) => content?.['application/problem+json'] ?? []),
  );
  expect(problems.length).toBeGreaterThan(100);
  for (const { schema, examples = {} } of problems) {
    expect(schema).toEqual({ $ref: '#/components/schemas/Problem' });
    for (const [code, example] of Object.entries(examples))
      expect(example).toEqual({ $ref: `#/components/examples/${code}` });
  }
});

test('every reference names a component', () => {
  const references = JSON.stringify(apiDocument).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g);
  for (const [, kind = '', name = ''] of references)
    expect(apiDocument.components[kind as 'schemas'], `${kind}/${name}`).toHaveProperty(name);
});

test('bookmarks are recursive', () => {
  expect(apiDocument.components.schemas.Bookmark).toMatchObject({
    properties: { children: { items: { $ref: '#/components/schemas/Bookmark' } } },
  });
});
