import { type Schema, SchemaChanges, type Schemas } from './schemaChanges.ts';

// A comparison of our own: of the packages on npm, openapi-diff does not read OpenAPI 3.1, api-smart-diff overlooks removed
// properties of requests and changes its input, and the others download a binary when they are installed.

type Content = Record<string, { schema?: Schema }>;
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}
interface Operation {
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, { headers?: object; content?: Content }>;
}

/** The parts of an OpenAPI 3.1 document that are compared. */
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Schemas };
}

/** What breaks clients of the released API, one sentence each. */
export function breakingChanges(released: Document, current: Document): string[] {
  return Object.entries(released.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const name = `${method.toUpperCase()} ${path}`;
      const other = current.paths[path]?.[method];
      return other ? operationChanges(operation, other, name, [released, current]) : [`${name}: was removed`];
    }),
  );
}

function operationChanges(
  released: Operation,
  current: Operation,
  name: string,
  [before, now]: [Document, Document],
): string[] {
  const requests = new SchemaChanges(before.components.schemas, now.components.schemas, 'request');
  const responses = new SchemaChanges(before.components.schemas, now.components.schemas, 'response');
  return [
    ...securityChanges(released, current, name),
    ...parameterChanges(released, current, name, requests),
    ...bodyChanges(released, current, name, requests),
    ...responseChanges(released, current, name, responses),
    ...requests.changes,
    ...responses.changes,
  ];
}

function securityChanges(
  { security: before = [] }: Operation,
  { security: now = [] }: Operation,
  name: string,
) {
  const schemes = (security: object[]) => security.flatMap(Object.keys).join(' or ') || 'none';
  const isSame = now.length === 0 || schemes(before) === schemes(now);
  return isSame ? [] : [`${name}: the credential changed from ${schemes(before)} to ${schemes(now)}`];
}

function parameterChanges(released: Operation, current: Operation, name: string, schemas: SchemaChanges) {
  const changes: string[] = [];
  const keyed = (parameters: Parameter[] = []) =>
    new Map(parameters.map((each) => [`${each.in} parameter ${each.name}`, each]));
  const [before, now] = [keyed(released.parameters), keyed(current.parameters)];
  for (const [key, parameter] of before) {
    const other = now.get(key);
    if (other) schemas.compare(parameter.schema ?? {}, other.schema ?? {}, `${name} ${key}`);
    else changes.push(`${name} ${key}: was removed`);
  }
  for (const [key, { required }] of now)
    if (required && !before.get(key)?.required) changes.push(`${name} ${key}: is now required`);
  return changes;
}

function bodyChanges(
  { requestBody: before }: Operation,
  { requestBody: now }: Operation,
  name: string,
  schemas: SchemaChanges,
) {
  const at = `${name} request`;
  const isNewlyRequired = now?.required && !before?.required;
  return [
    ...(isNewlyRequired ? [`${at}: the body is now required`] : []),
    ...contentChanges(before?.content, now?.content, at, schemas),
  ];
}

/** Fewer failures break no client, so their statuses and headers may disappear. */
function responseChanges(released: Operation, current: Operation, name: string, schemas: SchemaChanges) {
  return Object.entries(released.responses).flatMap(([status, response]) => {
    const at = `${name} response ${status}`;
    const other = current.responses[status];
    if (!other) return Number(status) < 400 ? [`${at}: was removed`] : [];
    const headers = Object.keys(response.headers ?? {}).filter(
      (header) => !(header in (other.headers ?? {})),
    );
    return [
      ...headers.map((header) => `${at}: the header ${header} was removed`),
      ...contentChanges(response.content, other.content, at, schemas),
    ];
  });
}

function contentChanges(
  before: Content = {},
  now: Content = {},
  at: string,
  schemas: SchemaChanges,
): string[] {
  return Object.entries(before).flatMap(([type, { schema = {} }]) => {
    const other = now[type];
    if (!other) return [`${at}: the media type ${type} was removed`];
    schemas.compare(schema, other.schema ?? {}, `${at} ${type}`);
    return [];
  });
}
