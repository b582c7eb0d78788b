import { app, type HttpMethod } from '@azure/functions';
import { ConveyorError } from '../../shared/errors.ts';
import { preflightHeaders } from '../../shared/http/cors.ts';
import { defaultHeaders } from '../../shared/http/defaultHeaders.ts';
import { checkGateway } from '../../shared/http/gateway.ts';
import { handlerOf } from '../../shared/http/handlerOf.ts';
import { endpoints } from '../../shared/http/manifest.ts';
import { declare } from '../../shared/runtime/manifest.ts';

/** The host tries functions sorted by name, so this name must sort after all others. */
const name = 'zzUnmatched';

/** TRACE and CONNECT are missing because a `Request` cannot have them. */
const methods: HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Responds to requests that no endpoint of the role serves. Not an endpoint, so the OpenAPI document does not list it. */
export const unmatched = handlerOf(name, async ({ method, url, headers }, _source, { config }) => {
  checkGateway(headers, config.frontDoorId);
  const allowed = methodsAt(new URL(url).pathname);
  // An endpoint can be disabled by a setting of the host.
  if (allowed.length === 0 || allowed.includes(method))
    throw new ConveyorError('not_found', {
      detail: 'No endpoint has this path. The APIs document their endpoints at /docs and in /openapi.json.',
    });
  const allow = [...allowed, 'OPTIONS'].join(', ');
  if (method === 'OPTIONS')
    return { status: 204, headers: { ...defaultHeaders(), allow, ...preflight(headers, allow) } };
  throw new ConveyorError('method_not_allowed', {
    detail: `The path does not allow ${method}. Allowed methods: ${allow}.`,
    headers: { allow },
  });
});

app.http(name, {
  route: '{*path}',
  methods,
  authLevel: 'anonymous',
  handler: (request, context) => unmatched(request, context),
});
declare({ kind: 'http', name });

/** The headers of a preflight; `handlerOf` adds the origin if an organisation allows it. */
const preflight = (headers: { has(name: string): boolean }, allow: string) =>
  headers.has('access-control-request-method') ? preflightHeaders(allow) : {};

/** The methods of the endpoints at a path. */
function methodsAt(path: string): string[] {
  const given = segmentsOf(path);
  const found = endpoints.filter(({ route }) => {
    const segments = segmentsOf(route);
    return (
      segments.length === given.length &&
      segments.every((segment, index) => segment.startsWith('{') || segment === given[index])
    );
  });
  return found.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

/** Routes ignore case and a slash at the end. Empty segments do not matter, because the result only explains a refusal. */
function segmentsOf(path: string): string[] {
  return path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');
}
