import { z } from 'zod';
import { catalogue, type ErrorCode } from '../../errors.ts';
import { namedExamples } from '../body/jsonBody.ts';
import type { EndpointMetadata, ResponseDeclaration } from '../declaration.ts';
import { mediaTypesOf } from '../httpResponse.ts';
import { errorResponses, problemExamples } from './errorResponses.ts';
import { binary, OpenApiSchemas, type SchemaObject } from './openApiSchemas.ts';
import { securityOf, securitySchemesOf } from './openApiSecurity.ts';

type Json = Record<string, unknown>;

/** The schema of a problem document. */
const problemSchema = z
  .looseObject({
    type: z.string().meta({ format: 'uri-reference', description: 'Documentation of the code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'Human-readable explanation.' }),
    code: z
      .enum(Object.keys(catalogue) as ErrorCode[])
      .meta({ description: 'Stable machine-readable code.' }),
    retryable: z.boolean().meta({ description: 'Whether the same request can succeed later.' }),
    traceId: z.string().optional().meta({ description: 'Identifies the request in the logs.' }),
    issues: z
      .array(
        z.object({
          path: z.string().meta({ description: 'JSON pointer into the request.' }),
          message: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' });

/** In sort order. Reads come first, because the first use of a schema determines its component name. */
const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The OpenAPI 3.1 document of a set of endpoints. */
export function openApiDocument(
  endpoints: readonly EndpointMetadata[],
  about: {
    title: string;
    version: string;
    description?: string;
    server: string;
    /** Section → its description, in the order of the document; other sections follow. */
    sections?: Record<string, string>;
    /** Names of endpoints that come first in their sections; the others are sorted by route and method. */
    leading?: readonly string[];
  },
): Json {
  const schemas = new OpenApiSchemas();
  const paths: Record<string, Json> = {};
  schemas.reference(problemSchema, 'output');
  const { server, sections = {}, leading = [], ...info } = about;
  const sortKey = ({ name, route, method }: EndpointMetadata) =>
    `${leading.includes(name) ? 0 : 1} ${route} ${methods.indexOf(method)}`;
  const sorted = [...endpoints].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  for (const metadata of sorted) {
    const path = pathOf(metadata.route);
    paths[path] ??= {};
    paths[path][metadata.method.toLowerCase()] = operation(metadata, schemas);
  }
  const used = new Set(sorted.map(({ tag }) => tag));
  const named = Object.keys(sections).filter((name) => used.has(name));
  return {
    openapi: '3.1.1',
    info,
    servers: [{ url: server }],
    tags: [...new Set([...named, ...used])].map((name) => ({
      name,
      ...(sections[name] && { description: sections[name] }),
    })),
    paths,
    components: {
      schemas: schemas.components,
      examples: problemExamples(sorted),
      securitySchemes: securitySchemesOf(sorted),
    },
  };
}

/** A route template without its constraints: `{id:guid}` and `{*rest}` become `{id}` and `{rest}`. */
function pathOf(route: string): string {
  return `/${route.replace(/^\//, '').replace(/\{\*?(\w+)[^}]*\}/g, '{$1}')}`;
}

function operation(metadata: EndpointMetadata, schemas: OpenApiSchemas): Json {
  const parameters = [
    ...parametersIn('path', metadata.params, schemas),
    ...parametersIn('query', metadata.query, schemas),
    ...parametersIn('header', metadata.headers, schemas),
  ];
  return {
    operationId: metadata.name,
    summary: metadata.summary,
    ...(metadata.description !== undefined && { description: metadata.description }),
    ...(metadata.deprecated && { deprecated: true }),
    tags: [metadata.tag],
    security: securityOf(metadata.auth),
    ...(parameters.length > 0 && { parameters }),
    ...(metadata.body && {
      requestBody: { required: !metadata.body.optional, content: metadata.body.openApi(schemas) },
    }),
    responses: merged(responsesOf(metadata, schemas), errorResponses(metadata)),
  };
}

/** Default descriptions of common parameters. */
const defaultDescriptions: Readonly<Record<string, string>> = {
  id: 'The id, from the response that created it or from a list.',
  range: 'The byte range, such as `bytes=0-1023` (RFC 9110 §14.2).',
  'if-range':
    'The `ETag` that the range belongs to. If it does not match, the response is the complete content.',
  'if-none-match': 'The `ETag` of the cached copy. If it still matches, the response is 304.',
};

function parametersIn(
  place: 'path' | 'query' | 'header',
  names: z.ZodObject | undefined,
  schemas: OpenApiSchemas,
): Json[] {
  if (!names) return [];
  const { properties = {}, required = [] } = schemas.inline(names) as {
    properties?: Record<string, SchemaObject>;
    required?: string[];
  };
  return (
    Object.entries(properties)
      // OpenAPI 3.1 §4.8.12.1: a header parameter of these names is ignored.
      .filter(([name]) => place !== 'header' || !['accept', 'content-type', 'authorization'].includes(name))
      .map(([name, { description = defaultDescriptions[name], ...schema }]) => ({
        name,
        in: place,
        ...(description !== undefined && { description }),
        required: place === 'path' || required.includes(name),
        schema,
      }))
  );
}

function responsesOf({ responses }: EndpointMetadata, schemas: OpenApiSchemas): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      {
        description: response.description,
        ...(response.headers && {
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, description]) => [
              name,
              { description, schema: { type: 'string' } },
            ]),
          ),
        }),
        ...(response.body && { content: contentOf(response, response.body, schemas) }),
      },
    ]),
  );
}

function contentOf(
  { examples }: ResponseDeclaration,
  body: NonNullable<ResponseDeclaration['body']>,
  schemas: OpenApiSchemas,
): Json {
  const shown = examples && { examples: namedExamples(examples) };
  if (!('contentType' in body))
    return { 'application/json': { schema: schemas.reference(body, 'output'), ...shown } };
  return Object.fromEntries(mediaTypesOf(body).map((type) => [type, { schema: rawSchema(type), ...shown }]));
}

/** The schema of a raw body: any JSON, a text, or the bytes of a file. */
function rawSchema(mediaType: string): SchemaObject {
  if (mediaType === 'application/json') return {};
  return mediaType.startsWith('text/') ? { type: 'string' } : binary;
}

/** Merges declared and error responses. Those with the same status differ by content type. */
function merged(first: Record<string, Json>, second: Record<string, Json>): Record<string, Json> {
  const all = { ...second };
  for (const [status, response] of Object.entries(first)) {
    const failure = second[status];
    all[status] = failure
      ? {
          ...response,
          description: `${response.description}\n\n${failure.description}`,
          content: { ...(response.content as Json), ...(failure.content as Json) },
        }
      : response;
  }
  return all;
}
