import { HttpRequest, type HttpRequestInit, HttpResponse, InvocationContext } from '@azure/functions';
import { ConveyorError } from '../../shared/errors.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import type { Services } from '../../shared/services.ts';

/** A line that was logged during a call. */
export interface Line {
  level: string;
  message: string;
  fields?: Record<string, unknown>;
}

/** Services as far as endpoint() itself uses them. */
export function testServices(config: Partial<Services['config']> = {}): {
  services: Services;
  lines: Line[];
} {
  const lines: Line[] = [];
  const at =
    (level: string) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      void lines.push({ level, message, fields });
  const services = {
    config,
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    authenticate: {
      device: async (authorization: string | undefined) => {
        if (authorization !== 'Bearer device') throw new ConveyorError('unauthorized');
        return { kind: 'device', organisationId: 'default', deviceId: 'one' };
      },
      operator: async () => {
        throw new ConveyorError('unauthorized');
      },
    },
  };
  // Only what stands here is reached: endpoint() touches nothing else of the services.
  return { services: services as unknown as Services, lines };
}

export interface Call {
  method?: string;
  /** With the query, from the slash. */
  path?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  services?: Services;
  traceparent?: string;
}

/** Calls an endpoint with the library's own request and response, its body streamed as the host streams it. */
export async function call(endpoint: Endpoint, given: Call = {}): Promise<HttpResponse> {
  const { method = endpoint.facts.method, path = '/', params = {}, headers = {}, body } = given;
  const nativeRequest = new Request(`https://conveyor.example${path}`, {
    method,
    headers: { ...(typeof body === 'string' && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? Buffer.from(body) : body, duplex: 'half' }),
  } as RequestInit);
  // The host makes requests of this undeclared member when it streams.
  const request = new HttpRequest({ nativeRequest, params } as HttpRequestInit & { nativeRequest: Request });
  const context = new InvocationContext({
    logHandler: () => undefined,
    ...(given.traceparent !== undefined && { traceContext: { traceParent: given.traceparent } }),
  });
  return new HttpResponse(
    await endpoint.handler(request, context, given.services ?? testServices().services),
  );
}

/** Status and code of a problem. */
export async function problem(response: HttpResponse): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}
