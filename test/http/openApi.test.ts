import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { docs, docsFile } from '../../functions/documentation/docs.ts';
import { openApi } from '../../functions/documentation/openapi.ts';
import { catalogue } from '../../shared/errors.ts';
import { jsonBody } from '../../shared/http/body/jsonBody.ts';
import { uploadBody } from '../../shared/http/body/uploadBody.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { endpoints } from '../../shared/http/manifest.ts';
import { docsAssets } from '../../shared/http/openApi/docsAssets.ts';
import { errorsOf } from '../../shared/http/openApi/errorResponses.ts';
import { openApiDocument } from '../../shared/http/openApi/openApi.ts';
import { OpenApiSchemas } from '../../shared/http/openApi/openApiSchemas.ts';
import { devices, operators } from '../../shared/identity/access.ts';
import { call } from './call.ts';

const Thing = z.object({ id: z.uuid(), size: z.int().default(1) }).meta({ id: 'Thing' });
const plain = { route: 'v1/things', summary: 'Things', tag: 'things', auth: devices } as const;
const responses = {
  200: {
    description: 'Things',
    body: z.object({ things: z.array(Thing) }),
    examples: { none: { things: [] } },
  },
} as const;
const noThings = () => ({ status: 200, body: { things: [] } }) as const;

endpoint({
  ...plain,
  name: 'listThings',
  method: 'GET',
  query: z.object({ limit: z.coerce.number().int().default(3) }),
  responses,
  handler: noThings,
});
endpoint({
  ...plain,
  name: 'postThing',
  method: 'POST',
  headers: z.object({
    'idempotency-key': z.string().meta({ description: 'Unique per request.' }),
    authorization: z.string().optional(),
  }),
  body: jsonBody(Thing, { examples: { small: { id: '0' } } }),
  responses: { ...responses, 409: { description: 'The current thing', body: Thing } },
  errors: ['conflict', 'gone'],
  handler: noThings,
});
endpoint({
  ...plain,
  name: 'putThing',
  method: 'PUT',
  route: 'v1/things/{id:guid}/{*rest}',
  auth: operators('admin'),
  params: z.object({ id: z.uuid(), rest: z.string() }),
  body: uploadBody({ maximumBytes: 10, fields: z.strictObject({ to: z.string().optional() }) }),
  responses,
  handler: noThings,
});
endpoint({
  ...plain,
  name: 'patchThing',
  method: 'PATCH',
  auth: 'none',
  gateway: 'exempt',
  body: jsonBody(Thing),
  responses,
  handler: noThings,
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

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(await (await call(openApi)).text()))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('contains every endpoint with all its responses and errors', async () => {
    const { paths } = await document();
    const operations = new Map(
      Object.values(paths)
        .flatMap((path) => Object.values(path))
        .map((o) => [o.operationId, o]),
    );
    expect([...operations.keys()].sort()).toEqual(endpoints.map(({ name }) => name).sort());
    for (const metadata of endpoints) {
      const described = operations.get(metadata.name)?.responses ?? {};
      for (const status of Object.keys(metadata.responses)) expect(described).toHaveProperty(status);
      for (const code of errorsOf(metadata))
        expect(described[catalogue[code].status]?.description).toContain(`\`${code}\``);
    }
  });

  test('has separate input and output components for a named schema', async () => {
    const { schemas } = (await document()).components;
    expect(schemas.Problem?.properties.code?.enum).toEqual(Object.keys(catalogue));
    expect(schemas.Thing?.required).toEqual(['id', 'size']);
    expect(schemas.ThingInput?.required).toEqual(['id']);
  });

  test('declares security and parameters', async () => {
    const { paths } = await document();
    expect(paths['/v1/things']?.post?.security).toEqual([{ device: ['jobs:write'] }]);
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

  test('separates a response and an error of the same status by content type', async () => {
    const conflict = (await document()).paths['/v1/things']?.post?.responses['409'];
    expect(Object.keys(conflict?.content ?? {})).toEqual(['application/json', 'application/problem+json']);
  });

  test('contains examples', async () => {
    const list = (await document()).paths['/v1/things']?.get?.responses['200'];
    expect(list?.content?.['application/json']?.examples).toEqual({ none: { value: { things: [] } } });
  });

  test('is cacheable by ETag', async () => {
    const first = await call(openApi);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const revalidated = await call(openApi, { headers: { 'if-none-match': etag } });
    expect([revalidated.status, revalidated.body]).toEqual([304, null]);
  });

  test('rejects different schemas with the same name', () => {
    const schemas = new OpenApiSchemas();
    for (const [index, type] of [z.string(), z.number(), z.boolean()].entries()) {
      const addSchema = () => schemas.reference(z.object({ type }).meta({ id: 'Same' }), 'input');
      if (index < 2) addSchema();
      else expect(addSchema).toThrow('Several schemas are named Same');
      z.globalRegistry.clear();
    }
    expect(openApiDocument([], { title: '', version: '', server: '/' })).toMatchObject({ paths: {} });
  });
});

describe('the reference page', () => {
  test('loads only files of its own origin', async () => {
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

  test.each(Object.entries(docsAssets))('serves %s', async (file, type) => {
    const response = await call(docsFile, { params: { file } });
    expect(response.headers.get('content-type')).toBe(type);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(500);
    const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await call(docsFile, { params: { file }, headers })).status).toBe(304);
  });

  test.each(['package.json', '../package.json', '__proto__', 'constructor', 'index.html', ''])(
    'responds 404 for %j',
    async (file) => {
      expect((await call(docsFile, { params: { file } })).status).toBe(404);
    },
  );

  test('documents every error code at the URL of its problem type', async () => {
    const html = await (await call(docsFile, { params: { file: 'errors' } })).text();
    for (const code of Object.keys(catalogue)) expect(html).toContain(`id="${code}"`);
  });
});
