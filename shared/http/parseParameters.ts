import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { ConveyorError } from '../errors.ts';
import type { EndpointMetadata, ParameterSchema } from './declaration.ts';
import { type Issue, issuesOf, pointer } from './issues.ts';

/** The parsed parameters of a request. */
export interface Parameters {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
}

/**
 * Creates the parser of path, query and header parameters. Unless its schema is loose, it rejects unknown and repeated
 * query parameters. Undeclared headers are ignored.
 * The parser throws ConveyorError `invalid_parameter` with `issues`.
 */
export function parameterParser({
  params,
  query,
  headers,
}: EndpointMetadata): (request: HttpRequest) => Parameters {
  const querySchema = query ?? z.object({});
  const strictQuery = querySchema.def.catchall ? querySchema : querySchema.strict();
  const paramNames = params && Object.keys(params.shape);
  const headerNames = headers && Object.keys(headers.shape);
  return (request) => {
    const issues: Issue[] = [];
    const check = (part: string, schema: ParameterSchema, values: Record<string, unknown>) => {
      const result = schema.safeParse(values);
      if (result.success) return result.data;
      issues.push(...issuesOf(result.error, part));
      return {};
    };
    const parsed: Parameters = {
      params:
        params && paramNames
          ? check(
              'params',
              params,
              pick(paramNames, (name) => request.params[name]),
            )
          : {},
      query: check('query', strictQuery, queryValues(request.query, issues)),
      headers:
        headers && headerNames
          ? check(
              'headers',
              headers,
              pick(headerNames, (name) => request.headers.get(name) ?? undefined),
            )
          : {},
    };
    if (issues.length === 0) return parsed;
    throw new ConveyorError('invalid_parameter', {
      detail: 'A parameter is missing or invalid. See `issues`.',
      members: { issues },
    });
  };
}

function pick(names: string[], read: (name: string) => string | undefined): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of names) {
    const value = read(name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function queryValues(query: HttpRequest['query'], issues: Issue[]): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    if (values.has(name)) issues.push({ path: pointer(['query', name]), message: 'Occurs more than once.' });
    values.set(name, value);
  }
  return Object.fromEntries(values);
}
