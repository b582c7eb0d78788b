import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { isAway } from '../azure/status.ts';
import { withTrace } from '../azure/trace.ts';
import { ConveyorError } from '../errors.ts';
import type { AuthScheme } from '../identity/authenticate.ts';
import { declare } from '../manifest.ts';
import { type Services, services } from '../services.ts';
import { type AnyAnswer, answerResponse } from './answerResponse.ts';
import { BodySource } from './bodySource.ts';
import type {
  Answer,
  Authentication,
  CallerWith,
  EndpointDeclaration,
  EndpointFacts,
  Input,
  Names,
  NoNames,
  Responses,
} from './declaration.ts';
import { checkGateway } from './gateway.ts';
import { endpoints } from './manifest.ts';
import { namesParser } from './parseNames.ts';
import { problemResponse } from './problem.ts';
import { acceptBody } from './readBody.ts';

// Without streaming, chunked uploads arrive empty and results are held whole.
app.setup({ enableHttpStream: true });

/** A declared endpoint. Tests call `handler` with services of their own. */
export interface Endpoint {
  readonly facts: EndpointFacts;
  /** Answers a request, whatever happens: it never throws. */
  readonly handler: (
    request: HttpRequest,
    context: InvocationContext,
    services?: Services,
  ) => Promise<HttpResponseInit>;
}

/**
 * Declares an HTTP function: the only way to do so. It is registered with the host and documented from the same words.
 * A request goes this way: gateway, authentication, content type, declared length, parameters, admission, body, handler,
 * answer. Whatever fails leaves as a problem document; the host never answers a request whose function throws.
 */
export function endpoint<
  const Auth extends Authentication,
  const Declared extends Responses,
  const Result extends Answer<NoInfer<Declared>>,
  Params extends Names = NoNames,
  Query extends Names = NoNames,
  Head extends Names = NoNames,
  Body = undefined,
>(declaration: EndpointDeclaration<Auth, Params, Query, Head, Body, Declared, Result>): Endpoint {
  const parseNames = namesParser(declaration);
  const { name, method, route, auth } = declaration;

  const answer = async (
    request: HttpRequest,
    source: BodySource,
    given: Services,
  ): Promise<HttpResponseInit> => {
    const { headers } = request;
    if (declaration.gateway !== 'exempt') checkGateway(headers, given.config.frontDoorId);
    const caller =
      auth === 'none'
        ? undefined
        : await given.authenticate[auth as AuthScheme](headers.get('authorization') ?? undefined, given);
    const readBody = acceptBody(declaration.body, source, headers, given.config);
    const names = parseNames(request);
    // Who may not be one of its callers was refused above.
    await declaration.admit?.(caller as CallerWith<Auth>, given);
    const input = {
      ...names,
      body: await readBody(),
      caller,
      request: { method: request.method, url: request.url, headers },
    };
    // The schemas and the reader have just made what the types say.
    const result = await declaration.handler(input as Input<Auth, Params, Query, Head, Body>, given);
    return answerResponse(result as AnyAnswer, declaration.responses, request.method);
  };

  const handler: Endpoint['handler'] = (request, context, given) =>
    withTrace(context.traceContext?.traceParent ?? request.headers.get('traceparent'), async () => {
      const source = new BodySource(request.body);
      let present = given;
      try {
        present ??= await services();
        return await answer(request, source, present);
      } catch (error) {
        const cause = asKnown(source.failure ?? error);
        tell(cause, name, present, context);
        return problemResponse(cause, request.method);
      } finally {
        source.abandon();
      }
    });

  app.http(name, {
    route,
    methods: method === 'GET' ? ['GET', 'HEAD'] : [method],
    authLevel: 'anonymous',
    handler: (request, context) => handler(request, context),
  });
  endpoints.push(declare({ kind: 'http', name, facts: declaration }).facts);
  return { facts: declaration, handler };
}

/** A service that is away is no fault of this one, and worth another try. */
function asKnown(error: unknown): unknown {
  if (error instanceof ConveyorError || !isAway(error)) return error;
  return new ConveyorError('unavailable', { cause: error, headers: { 'retry-after': '5' } });
}

/** Logs a failure as loudly as it deserves. What the caller did wrong is nobody's alarm. */
function tell(error: unknown, name: string, present: Services | undefined, context: InvocationContext): void {
  const known = error instanceof ConveyorError ? error : undefined;
  try {
    if (!present) context.error(`${name} failed`, error);
    else if (!known || known.code === 'internal')
      present.log.error(`${name} failed`, { function: name, error: error ?? 'nothing was thrown' });
    else if (known.status >= 500)
      present.log.warn(`${name} failed`, { function: name, code: known.code, error });
    else present.log.debug(`${name} refused`, { function: name, code: known.code });
  } catch {
    // A log that fails must not cost the caller the answer.
  }
}
