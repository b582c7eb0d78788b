import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { TypedData } from '../contract.ts';
import type { Invoker } from '../invoker.ts';
import type { Registry } from '../registry.ts';
import { traceContextOf } from '../traceContext.ts';
import { answerEmpty } from './answer.ts';
import { forwardedFor } from './forwarded.ts';
import type { HttpFunction } from './httpFunction.ts';

/**
 * Runs `negotiateCapabilities`, during which the library may create the HTTP server for streaming, and prevents that server from
 * listening.
 *
 * In Azure the host forwards each request to that server over the loopback address. Here both are in one process, so a request
 * is passed as a `request` event. This saves a hop, and a port that would listen on all addresses.
 *
 * @returns the library's server; undefined if the app does not stream
 */
export async function captureStreamServer(registry: Registry): Promise<Server | undefined> {
  const { createServer } = http;
  let captured: Server | undefined;
  http.createServer = ((...parameters: Parameters<typeof createServer>) => {
    const server = createServer(...parameters);
    server.listen = ((listening: () => void) => {
      queueMicrotask(listening);
      return server;
    }) as Server['listen'];
    // The library reads the port but does not use it.
    server.address = () => ({ address: '127.0.0.1', family: 'IPv4', port: 1 });
    captured = server;
    return server;
  }) as typeof createServer;
  try {
    await negotiateCapabilities(registry);
  } finally {
    http.createServer = createServer;
  }
  return captured;
}

/**
 * Serves a request with streaming bodies. The library finds the request by its invocation id, reads its URL from the
 * forwarding headers, and its headers and route parameters from the trigger metadata.
 */
export async function serveStreaming(
  invoker: Invoker,
  library: Server,
  target: HttpFunction,
  parameters: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const invocationId = randomUUID();
  const triggerMetadata: Record<string, TypedData> = {};
  for (const [name, value] of Object.entries(parameters)) triggerMetadata[name] = { string: value };
  triggerMetadata.Headers = { json: JSON.stringify(forwardedFor(request)) };
  request.headers['x-forwarded-host'] = request.headers.host || 'localhost';
  request.headers['x-forwarded-proto'] = 'http';
  request.headers['x-ms-invocation-id'] = invocationId;
  library.emit('request', request, response);
  try {
    await invoker.invoke(
      target.registered,
      {
        invocationId,
        inputData: [{ name: target.inputName, data: { http: {} } }],
        triggerMetadata,
        traceContext: traceContextOf(request.headers),
      },
      { failed: { status: 500 } },
    );
  } catch {
    if (response.writableEnded) return;
    // The client must not take a partial body for a complete one.
    if (response.headersSent) response.destroy();
    else answerEmpty(response, 500);
  }
}

/** Asks the library for its capabilities, including streaming. Afterwards the app can no longer call `setup()`. */
async function negotiateCapabilities(registry: Registry): Promise<Record<string, string>> {
  const defaults: Record<string, string> = {
    RawHttpBodyBytes: 'true',
    RpcHttpTriggerMetadataRemoved: 'true',
    RpcHttpBodyOnly: 'true',
    IgnoreEmptyValuedRpcHttpHeaders: 'true',
    UseNullableValueDictionaryForHttp: 'true',
    WorkerStatus: 'true',
    TypedDataCollection: 'true',
    HandlesWorkerTerminateMessage: 'true',
  };
  return (await registry.model?.getCapabilities?.(defaults)) ?? defaults;
}
