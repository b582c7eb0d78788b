import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { docs, docsFile } from '../../functions/api/docs.ts';
import { openApi } from '../../functions/api/openapi.ts';
import { catalogue } from '../../shared/errors.ts';
import { docsAssets } from '../../shared/http/docsAssets.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { errorsOf } from '../../shared/http/errorAnswers.ts';
import { jsonBody } from '../../shared/http/jsonBody.ts';
import { endpoints } from '../../shared/http/manifest.ts';
import { openApiDocument } from '../../shared/http/openApi.ts';
import { OpenApiSchemas } from '../../shared/http/openApiSchemas.ts';
import { streamBody } from '../../shared/http/streamBody.ts';
import { uploadBody } from '../../shared/http/uploadBody.ts';
import { call } from './call.ts';

const Thing = z.object({ id: z.uuid(), size: z.int().default(1) }).meta({ id: 'Thing' });
const plain = { route: 'v1/things', summary: 'Things', tag: 'things', auth: 'device' } as const;
const responses = {
  200: {
    description: 'Things',
    body: z.object({ things: z.array(Thing) }),
    examples: { none: { things: [] } },
  },
} as const;
const nothing = () => ({ status: 200, body: { things: [] } }) as const;

endpoint({
  ...plain,
  name: 'listThings',
  method: 'GET',
  query: z.object({ limit: z.coerce.number().int().default(3) }),
  responses,
  handler: nothing,
});
endpoint({
  ...plain,
  name: 'postThing',
  method: 'POST',
  headers: z.object({
    'idempotency-key': z.string().meta({ description: 'Once.' }),
    authorization: z.string().optional(),
  }),
  body: jsonBody(Thing, { examples: { small: { id: '0' } } }),
  responses: { ...responses, 409: { description: 'As it is', body: Thing } },
  errors: ['conflict', 'gone'],
  handler: nothing,
});
endpoint({
  ...plain,
  name: 'putThing',
  method: 'PUT',
  route: 'v1/things/{id:guid}/{*rest}',
  auth: 'operator',
  params: z.object({ id: z.uuid(), rest: z.string() }),
  body: uploadBody({ maximumBytes: 10, fields: z.strictObject({ to: z.string().optional() }) }),
  responses,
  handler: nothing,
});
endpoint({
  ...plain,
  name: 'streamThing',
  method: 'PATCH',
  auth: 'none',
  gateway: 'exempt',
  body: streamBody({ contentTypes: ['a/b'], maximumBytes: 1 }),
  responses,
  handler: nothing,
});

interface Operation {
  operationId: string;
  security: unknown[];
  parameters?: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<
    string,
    { description: string; content?: Record<string, { schema?: unknown; examples?: unknown }> }
  >;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, { required?: string[]; properties: Record<string, { enum?: string[] }> }>;
  };
}
const document = async () => (await (await call(openApi)).json()) as Document;

describe('the document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(await (await call(openApi)).text()))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('has every endpoint with every answer and every error', async () => {
    const { paths } = await document();
    const operations = new Map(
      Object.values(paths)
        .flatMap((path) => Object.values(path))
        .map((o) => [o.operationId, o]),
    );
    expect([...operations.keys()].sort()).toEqual(endpoints.map(({ name }) => name).sort());
    for (const facts of endpoints) {
      const described = operations.get(facts.name)?.responses ?? {};
      for (const status of Object.keys(facts.responses)) expect(described).toHaveProperty(status);
      for (const code of errorsOf(facts))
        expect(described[catalogue[code].status]?.description).toContain(`\`${code}\``);
    }
  });

  test('names the schemas that have a name, and keeps apart what is sent and what is got', async () => {
    const { schemas } = (await document()).components;
    expect(schemas.Problem?.properties.code?.enum).toEqual(Object.keys(catalogue));
    expect(schemas.Thing?.required).toEqual(['id', 'size']);
    expect(schemas.ThingInput?.required).toEqual(['id']);
  });

  test('says who may call, and with what', async () => {
    const { paths } = await document();
    expect(paths['/v1/things']?.post?.security).toEqual([{ device: [] }]);
    expect(paths['/v1/things']?.patch?.security).toEqual([]);
    expect(paths['/v1/things']?.get?.parameters).toMatchObject([
      { name: 'limit', in: 'query', required: false },
    ]);
    expect(paths['/v1/things']?.post?.parameters).toMatchObject([
      { name: 'idempotency-key', in: 'header', required: true },
    ]);
    const put = paths['/v1/things/{id}/{rest}']?.put;
    expect(put?.parameters?.map(({ name }) => name)).toEqual(['id', 'rest']);
    expect(Object.keys(put?.requestBody?.content ?? {})).toEqual([
      'multipart/form-data',
      'application/octet-stream',
    ]);
  });

  test('tells an answer and an error of one status apart by content type', async () => {
    const conflict = (await document()).paths['/v1/things']?.post?.responses['409'];
    expect(Object.keys(conflict?.content ?? {})).toEqual(['application/json', 'application/problem+json']);
  });

  test('shows examples', async () => {
    const list = (await document()).paths['/v1/things']?.get?.responses['200'];
    expect(list?.content?.['application/json']?.examples).toEqual({ none: { value: { things: [] } } });
  });

  test('is sent once', async () => {
    const first = await call(openApi);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const again = await call(openApi, { headers: { 'if-none-match': etag } });
    expect([again.status, again.body]).toEqual([304, null]);
  });

  test('refuses two schemas of one name', () => {
    const schemas = new OpenApiSchemas();
    for (const [index, type] of [z.string(), z.number(), z.boolean()].entries()) {
      const make = () => schemas.reference(z.object({ type }).meta({ id: 'Same' }), 'input');
      if (index < 2) make();
      else expect(make).toThrow('several schemas named Same');
      z.globalRegistry.clear();
    }
    expect(openApiDocument([], { title: '', version: '', server: '/' })).toMatchObject({ paths: {} });
  });
});

describe('the reference page', () => {
  test('needs nothing but what this origin serves', async () => {
    const response = await call(docs);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\bstyle=/);
    for (const [, path] of html.matchAll(/(?:src|href)="\/docs\/([^"]+)"/g)) {
      const file = await call(docsFile, { params: { file: path ?? '' } });
      expect([path, file.status]).toEqual([path, 200]);
    }
  });

  test.each(Object.entries(docsAssets))('has %s', async (file, type) => {
    const response = await call(docsFile, { params: { file } });
    expect(response.headers.get('content-type')).toBe(type);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(500);
    const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await call(docsFile, { params: { file }, headers })).status).toBe(304);
  });

  test.each(['package.json', '../package.json', '__proto__', 'constructor', 'index.html', ''])(
    'has no %j',
    async (file) => {
      expect((await call(docsFile, { params: { file } })).status).toBe(404);
    },
  );

  test('explains every error where its problem document points', async () => {
    const html = await (await call(docsFile, { params: { file: 'errors' } })).text();
    for (const code of Object.keys(catalogue)) expect(html).toContain(`id="${code}"`);
  });
});
