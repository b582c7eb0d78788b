import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { ConveyorError } from '../errors.ts';
import type { EndpointFacts, Names } from './declaration.ts';
import { type Issue, issuesOf, pointer } from './issues.ts';

/** The parameters of a request, each part as its schema gives it. */
export interface ParsedNames {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
}

/**
 * Makes the check of what an endpoint takes beside a body. A query name that is unknown or given twice is refused, unless
 * the schema is loose; of headers and route values only the declared ones are looked at.
 * The check throws ConveyorError `invalid_parameter` with `issues`.
 */
export function namesParser({
  params,
  query,
  headers,
}: EndpointFacts): (request: HttpRequest) => ParsedNames {
  const known = query ?? z.object({});
  const strictQuery = known.def.catchall ? known : known.strict();
  const paramNames = params && Object.keys(params.shape);
  const headerNames = headers && Object.keys(headers.shape);
  return (request) => {
    const issues: Issue[] = [];
    const check = (part: string, schema: Names, values: Record<string, unknown>) => {
      const result = schema.safeParse(values);
      if (result.success) return result.data;
      issues.push(...issuesOf(result.error, part));
      return {};
    };
    const parsed: ParsedNames = {
      params:
        params && paramNames
          ? check(
              'params',
              params,
              only(paramNames, (name) => request.params[name]),
            )
          : {},
      query: check('query', strictQuery, queryValues(request.query, issues)),
      headers:
        headers && headerNames
          ? check(
              'headers',
              headers,
              only(headerNames, (name) => request.headers.get(name) ?? undefined),
            )
          : {},
    };
    if (issues.length === 0) return parsed;
    throw new ConveyorError('invalid_parameter', {
      detail: 'A parameter is missing or not valid: see `issues`.',
      members: { issues },
    });
  };
}

function only(names: string[], read: (name: string) => string | undefined): Record<string, string> {
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
    if (values.has(name)) issues.push({ path: pointer(['query', name]), message: 'Given more than once.' });
    values.set(name, value);
  }
  return Object.fromEntries(values);
}
