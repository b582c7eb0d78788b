import { z } from 'zod';
import { catalogue, type ErrorCode } from '../errors.ts';
import { mediaTypesOf } from './answerResponse.ts';
import type { EndpointFacts, ResponseDeclaration } from './declaration.ts';
import { failures } from './errorAnswers.ts';
import { namedExamples } from './jsonBody.ts';
import { OpenApiSchemas, type SchemaObject } from './openApiSchemas.ts';

type Json = Record<string, unknown>;

/** A problem document, as the reference shows it. */
const problemSchema = z
  .looseObject({
    type: z.string().meta({ format: 'uri-reference', description: 'Where the code is explained.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'A sentence for people.' }),
    code: z
      .enum(Object.keys(catalogue) as ErrorCode[])
      .meta({ description: 'Stable; what programs act on.' }),
    retryable: z.boolean().meta({ description: 'Whether the same request may succeed later.' }),
    traceId: z.string().optional().meta({ description: 'Finds the request in the logs.' }),
    issues: z
      .array(
        z.object({
          path: z.string().meta({ description: 'JSON pointer into the request.' }),
          message: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'A failure, as RFC 9457 describes it.' });

const securitySchemes = {
  device: {
    type: 'http',
    scheme: 'bearer',
    description: 'The credential that registration gave: `<uuid>.<secret>`.',
  },
  operator: { type: 'http', scheme: 'bearer', description: "The operators' key." },
};

/** What is read comes first: it gives schemas their names. */
const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The OpenAPI 3.1 document of a set of endpoints. */
export function openApiDocument(
  endpoints: readonly EndpointFacts[],
  about: {
    title: string;
    version: string;
    description?: string;
    server: string;
    /** Section → what stands in it, in the order of reading; those that are not named follow. */
    sections?: Record<string, string>;
    /** Names of endpoints that come first in their sections; the others are sorted by route and method. */
    beginnings?: readonly string[];
  },
): Json {
  const schemas = new OpenApiSchemas();
  const paths: Record<string, Json> = {};
  schemas.reference(problemSchema, 'output');
  const { server, sections = {}, beginnings = [], ...info } = about;
  const place = ({ name, route, method }: EndpointFacts) =>
    `${beginnings.includes(name) ? 0 : 1} ${route} ${methods.indexOf(method)}`;
  const sorted = [...endpoints].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  for (const facts of sorted) {
    const path = pathOf(facts.route);
    paths[path] ??= {};
    paths[path][facts.method.toLowerCase()] = operation(facts, schemas);
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
    components: { schemas: schemas.components, securitySchemes },
  };
}

/** The host's notation without its constraints: `{id:guid}` and `{*rest}` are `{id}` and `{rest}`. */
function pathOf(route: string): string {
  return `/${route.replace(/^\//, '').replace(/\{\*?(\w+)[^}]*\}/g, '{$1}')}`;
}

function operation(facts: EndpointFacts, schemas: OpenApiSchemas): Json {
  const parameters = [
    ...parametersIn('path', facts.params, schemas),
    ...parametersIn('query', facts.query, schemas),
    ...parametersIn('header', facts.headers, schemas),
  ];
  return {
    operationId: facts.name,
    summary: facts.summary,
    ...(facts.description !== undefined && { description: facts.description }),
    tags: [facts.tag],
    ...(facts.auth === 'none' ? { security: [] } : { security: [{ [facts.auth]: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(facts.body && {
      requestBody: { required: !facts.body.optional, content: facts.body.openApi(schemas) },
    }),
    responses: merged(answers(facts, schemas), failures(facts)),
  };
}

/** Headers and ids that mean the same everywhere, for where nothing more is said of them. */
const usual: Readonly<Record<string, string>> = {
  id: 'The id, as creating it and lists give it.',
  range: 'Which bytes, as `bytes=0-1023` (RFC 9110, 14.2).',
  'if-range': 'The `ETag` for which the range is meant; for any other the whole is answered.',
  'if-none-match': 'The `ETag` that the caller has; where it is still the present one, the answer is 304.',
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
      .map(([name, { description = usual[name], ...schema }]) => ({
        name,
        in: place,
        ...(description !== undefined && { description }),
        required: place === 'path' || required.includes(name),
        schema,
      }))
  );
}

function answers({ responses }: EndpointFacts, schemas: OpenApiSchemas): Record<string, Json> {
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
  return Object.fromEntries(mediaTypesOf(body).map((type) => [type, { ...shown }]));
}

/** A status may stand for an answer and for errors at once; then its content type tells them apart. */
function merged(first: Record<string, Json>, second: Record<string, Json>): Record<string, Json> {
  const all = { ...second };
  for (const [status, answer] of Object.entries(first)) {
    const failure = second[status];
    all[status] = failure
      ? {
          ...answer,
          description: `${answer.description}\n\n${failure.description}`,
          content: { ...(answer.content as Json), ...(failure.content as Json) },
        }
      : answer;
  }
  return all;
}
