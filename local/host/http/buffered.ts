import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { HttpCookie, HttpData } from '../contract.ts';
import type { Invoker } from '../invoker.ts';
import { traceContextOf } from '../traceContext.ts';
import { answerEmpty } from './answer.ts';
import { forwardedFor } from './forwarded.ts';
import type { HttpFunction } from './httpFunction.ts';

/** Azure's limit for a request body, in bytes. */
const bodyLimit = 100 * 1024 * 1024;

/** Serves a request without streaming: request and response bodies are buffered. */
export async function serveBuffered(
  invoker: Invoker,
  target: HttpFunction,
  parameters: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return answerEmpty(response, 413);
  try {
    const answer = await invoker.invoke(target.registered, {
      inputData: [{ name: target.inputName, data: { http: await readRequest(request, parameters) } }],
      traceContext: traceContextOf(request.headers),
    });
    const data = answer.returnValue?.http;
    if (data) sendAnswer(response, data);
    else answerEmpty(response, 200);
  } catch {
    if (response.headersSent) response.destroy();
    else answerEmpty(response, 500);
  }
}

async function readRequest(request: IncomingMessage, parameters: Record<string, string>): Promise<HttpData> {
  // Concatenated, not resolved: a path that starts with two slashes would replace the host.
  const url = new URL(`http://${request.headers.host || 'localhost'}${request.url ?? '/'}`);
  const data: HttpData = {
    url: url.href,
    method: request.method ?? 'GET',
    nullableHeaders: nullable(Object.entries(forwardedFor(request))),
    nullableQuery: nullable(joinQuery(url.searchParams)),
    nullableParams: nullable(Object.entries(parameters)),
  };
  // Azure reads a body only if Content-Length is set: chunked bodies are dropped.
  if (Number(request.headers['content-length'] ?? 0) > 0) data.body = { bytes: await buffer(request) };
  return data;
}

/** Joins repeated names: `x=1&x=2&X=3` becomes `x: 1,2,3`. */
function joinQuery(query: URLSearchParams): Iterable<[string, string]> {
  const joined = new Map<string, [string, string]>();
  for (const [name, value] of query) {
    const entry = joined.get(name.toLowerCase());
    if (entry) entry[1] += `,${value}`;
    else joined.set(name.toLowerCase(), [name, value]);
  }
  return joined.values();
}

function nullable(entries: Iterable<[string, string]>): Record<string, { value: string }> {
  return Object.fromEntries([...entries].map(([name, value]) => [name, { value }]));
}

function sendAnswer(response: ServerResponse, data: HttpData): void {
  const body = data.body?.bytes ?? new Uint8Array();
  response.writeHead(Number(data.statusCode), {
    ...data.headers,
    ...(data.cookies?.length ? { 'set-cookie': data.cookies.map(formatCookie) } : {}),
    'content-length': body.byteLength,
  });
  response.end(body);
}

function formatCookie(cookie: HttpCookie): string {
  const attributes = [
    `${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`,
    cookie.expires && `expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`,
    cookie.maxAge && `max-age=${cookie.maxAge.value}`,
    cookie.domain && `domain=${cookie.domain.value}`,
    `path=${cookie.path?.value ?? '/'}`,
    cookie.secure?.value && 'secure',
    cookie.sameSite &&
      cookie.sameSite !== 'none' &&
      `samesite=${cookie.sameSite.replace('explicitNone', 'none')}`,
    cookie.httpOnly?.value && 'httponly',
  ];
  return attributes.filter(Boolean).join('; ');
}
