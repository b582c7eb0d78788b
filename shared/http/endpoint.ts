import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import type { Access } from '../identity/access.ts';
import { authenticate } from '../identity/authenticate.ts';
import { limitAddress } from '../identity/rateLimits/rateLimit.ts';
import { declare } from '../runtime/manifest.ts';
import type { Services } from '../services.ts';
import { audited } from '../tenancy/audit/writeAudit.ts';
import { countCall } from '../tenancy/quotas/apiCalls.ts';
import { auditedRequest, isAudited } from './auditing.ts';
import { acceptBody } from './body/acceptBody.ts';
import type { BodySource } from './body/bodySource.ts';
import { checkOrigin } from './cors.ts';
import type {
  Authentication,
  CallerWith,
  EndpointDeclaration,
  EndpointMetadata,
  Input,
  NoParameters,
  ParameterSchema,
  Responses,
  ResultOf,
} from './declaration.ts';
import { checkGateway, clientAddress } from './gateway.ts';
import { type Handler, handlerOf } from './handlerOf.ts';
import { type HandlerResult, httpResponse } from './httpResponse.ts';
import { endpoints } from './manifest.ts';
import { parameterParser } from './parseParameters.ts';
import type { RequestSlots } from './requestSlots.ts';

// Without streaming, chunked uploads arrive empty and results are buffered in memory.
app.setup({ enableHttpStream: true });

/** A declared endpoint. Tests call `handler` with their own services. */
export interface Endpoint {
  readonly metadata: EndpointMetadata;
  /** Handles a request. It never throws. */
  readonly handler: Handler;
}

/**
 * Declares an HTTP function, registers it with the host and adds it to the OpenAPI document. No other code does so, apart
 * from the function for requests that no endpoint serves.
 * The order for a request: gateway, rate limit, authentication, content type, declared length, parameters, admission, body, handler,
 * response. Every failure becomes a problem document, because the host sends no response when a function throws.
 */
export function endpoint<
  const Auth extends Authentication,
  const Declared extends Responses,
  const Result extends ResultOf<NoInfer<Declared>>,
  Params extends ParameterSchema = NoParameters,
  Query extends ParameterSchema = NoParameters,
  Head extends ParameterSchema = NoParameters,
  Body = undefined,
>(declaration: EndpointDeclaration<Auth, Params, Query, Head, Body, Declared, Result>): Endpoint {
  const parseParameters = parameterParser(declaration);
  const { name, method, route, auth } = declaration;

  const respond = async (
    request: HttpRequest,
    source: BodySource,
    services: Services,
  ): Promise<HttpResponseInit> => {
    const { headers } = request;
    const isExempt = declaration.gateway === 'exempt';
    // Health endpoints must respond whatever else the instance does.
    const inSlot: RequestSlots['run'] = isExempt
      ? async (work) => work()
      : (work) => services.requestSlots.run(work);
    if (!isExempt) checkGateway(headers, services.config.frontDoorId);
    if (declaration.rateLimit) {
      const { frontDoorId } = services.config;
      // Only the address that the verified gateway saw is trusted.
      const address = frontDoorId === undefined ? undefined : clientAddress(headers, frontDoorId);
      limitAddress(declaration.rateLimit, address, services);
    }
    const { readBody, ...accepted } = await inSlot(async () => {
      const caller =
        auth === 'none'
          ? undefined
          : await authenticate(headers.get('authorization') ?? undefined, auth as Access, services);
      await checkOrigin(request, caller, services);
      if (caller && caller.kind !== 'operator' && declaration.metered !== false)
        await countCall(caller, services);
      const readBody = acceptBody(declaration.body, source, headers, services);
      const parameters = parseParameters(request);
      // `auth` and the schema yield exactly these types.
      await declaration.admit?.(caller as CallerWith<Auth>, services, parameters.headers as z.output<Head>);
      return { ...parameters, caller, readBody };
    });
    // A function of its own: while a deferred result is awaited, no variable refers to the body.
    const handle = async () => {
      const body = await readBody();
      const input = { ...accepted, body, request: { method: request.method, url: request.url, headers } };
      // Validated by the schemas and the reader.
      const run = async () => declaration.handler(input as Input<Auth, Params, Query, Head, Body>, services);
      return inSlot(() =>
        isAudited(declaration)
          ? audited(auditedRequest(declaration, input, request, services), run, services)
          : run(),
      );
    };
    let result = await handle();
    if (typeof result === 'function') {
      source.release();
      result = await result();
    }
    return httpResponse(result as HandlerResult, declaration.responses, request.method);
  };

  const handler = handlerOf(name, respond);

  app.http(name, {
    route,
    methods: method === 'GET' ? ['GET', 'HEAD'] : [method],
    authLevel: 'anonymous',
    handler: (request, context) => handler(request, context),
  });
  endpoints.push(declare({ kind: 'http', name, metadata: declaration }).metadata);
  return { metadata: declaration, handler };
}
