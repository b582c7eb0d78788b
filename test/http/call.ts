import { HttpRequest, type HttpRequestInit, HttpResponse, InvocationContext } from '@azure/functions';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import { httpServices } from '../../shared/http/services.ts';
import { hashSecret } from '../../shared/identity/credentials/storedSecret.ts';
import { type Device, dayOf } from '../../shared/identity/device.ts';
import type { Services } from '../../shared/services.ts';
import { PendingCallsByCounter } from '../../shared/tenancy/quotas/pendingCalls.ts';

/** A logged line. */
export interface Line {
  level: string;
  message: string;
  fields?: Record<string, unknown>;
}

const pepper = { value: 'pepper', version: '1' };
const secret = 'x'.repeat(43);
export const deviceId = 'c0ffee00-0000-4000-8000-000000000001';
/** The credential of the only device of `testServices()`. */
export const deviceToken = `${deviceId}.${secret}`;

/** Only `deviceToken` matches the hash. `lastUsed` is today, so that authentication writes nothing. */
function deviceRecord(id: string): Device {
  const createdAt = new Date().toISOString();
  return {
    id,
    organisationId: 'default',
    secrets: [{ hash: hashSecret(pepper.value, deviceId, secret), pepperVersion: pepper.version, createdAt }],
    createdAt,
    lastUsed: dayOf(new Date()),
  };
}

/** The services that endpoint() uses. */
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
    ...httpServices({ config: { maximumBodiesBytes: 2 ** 30, ...config } }),
    config,
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    clock: { now: () => new Date() },
    vault: { current: async () => pepper },
    pendingCalls: new PendingCallsByCounter(),
    tierCache: { read: async () => undefined },
    // The default organisation exists without a record.
    organisationCache: { read: async () => undefined },
    devices: {
      read: async ([id]: [string]) => ({ record: deviceRecord(id), etag: '"1"', sessionToken: '' }),
    },
  };
  // endpoint() uses no other services.
  return { services: services as unknown as Services, lines };
}

export interface Call {
  method?: string;
  /** Path with query. */
  path?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  services?: Services;
  traceparent?: string;
}

/** Calls an endpoint with the classes of @azure/functions. The body is streamed, as by the host. */
export async function call(endpoint: Endpoint, options: Call = {}): Promise<HttpResponse> {
  const { method = endpoint.metadata.method, path = '/', params = {}, headers = {}, body } = options;
  const nativeRequest = new Request(`https://conveyor.example${path}`, {
    method,
    headers: { ...(typeof body === 'string' && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? Buffer.from(body) : body, duplex: 'half' }),
  } as RequestInit);
  // `nativeRequest` is undeclared; the host sets it when it streams.
  const request = new HttpRequest({ nativeRequest, params } as HttpRequestInit & { nativeRequest: Request });
  const context = new InvocationContext({
    logHandler: () => undefined,
    ...(options.traceparent !== undefined && { traceContext: { traceParent: options.traceparent } }),
  });
  return new HttpResponse(
    await endpoint.handler(request, context, options.services ?? testServices().services),
  );
}

/** The problem document of a response. */
export async function problem(response: HttpResponse): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}
