import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { isStorageFull, isTransient } from '../azure/status.ts';
import { type CarriedTrace, withTrace } from '../azure/trace.ts';
import { ConveyorError } from '../errors.ts';
import { services as appServices, type Services } from '../services.ts';
import { BodySource } from './body/bodySource.ts';
import { corsHeaders } from './cors.ts';
import { problemResponse } from './problem.ts';

/** Handles a request. It never throws. */
export type Handler = (
  request: HttpRequest,
  context: InvocationContext,
  services?: Services,
) => Promise<HttpResponseInit>;

/**
 * The handler of an HTTP function. Every failure becomes a problem document, because the host sends no response when a
 * function throws.
 */
export function handlerOf(
  name: string,
  respond: (request: HttpRequest, source: BodySource, services: Services) => Promise<HttpResponseInit>,
): Handler {
  return (request, context, injected) =>
    withTrace(carriedBy(request, context), async () => {
      const source = new BodySource(request.body);
      let services = injected;
      try {
        services ??= await appServices();
        return await withCors(await respond(request, source, services), request, services);
      } catch (error) {
        const cause = catalogued(source.failure ?? error);
        if (cause instanceof ConveyorError && cause.code === 'storage_full')
          services?.storageSpace.reportFull();
        logFailure(cause, name, services, context);
        return await withCors(problemResponse(cause, request.method), request, services);
      } finally {
        services?.telemetry?.startSoon();
        source.release();
        source.abandon();
      }
    });
}

/** Lets a page of a known origin read a response, also one that refuses. A failure here must not replace the response. */
async function withCors(
  response: HttpResponseInit,
  request: HttpRequest,
  services: Services | undefined,
): Promise<HttpResponseInit> {
  if (!services || !request.headers.has('origin')) return response;
  try {
    const headers = new Headers(response.headers as ConstructorParameters<typeof Headers>[0]);
    for (const [name, value] of Object.entries(await corsHeaders(request, services)))
      headers.append(name, value);
    return { ...response, headers };
  } catch (error) {
    services.log.warn('The origins of the organisations could not be read.', { error });
    return response;
  }
}

function carriedBy({ headers }: HttpRequest, { traceContext }: InvocationContext): CarriedTrace {
  return {
    traceparent: traceContext?.traceParent ?? headers.get('traceparent'),
    correlationId: headers.get('x-correlation-id'),
  };
}

/** Maps a full storage and a transient failure of a dependency to errors that the client can retry. */
function catalogued(error: unknown): unknown {
  if (isStorageFull(error))
    return new ConveyorError('storage_full', { cause: error, headers: { 'retry-after': '30' } });
  if (error instanceof ConveyorError || !isTransient(error)) return error;
  return new ConveyorError('unavailable', { cause: error, headers: { 'retry-after': '5' } });
}

/** Logs a failure. Client errors are logged at debug level, because they need no alert. */
function logFailure(
  error: unknown,
  name: string,
  services: Services | undefined,
  context: InvocationContext,
): void {
  const conveyorError = error instanceof ConveyorError ? error : undefined;
  try {
    if (!services) context.error(`${name} failed`, error);
    else if (!conveyorError || conveyorError.code === 'internal')
      services.log.error(`${name} failed`, { function: name, error: error ?? 'undefined was thrown' });
    else if (conveyorError.status >= 500)
      services.log.warn(`${name} failed`, { function: name, code: conveyorError.code, error });
    else services.log.debug(`${name} refused`, { function: name, code: conveyorError.code });
  } catch {
    // A failing log must not prevent the response.
  }
}
