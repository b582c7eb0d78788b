import { Readable } from 'node:stream';
import type { Cookie, HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import { ConveyorError } from '../errors.ts';
import type { RawBody, RawContent, Responses } from './declaration.ts';
import { defaultHeaders } from './defaultHeaders.ts';

/** The result of any handler. */
export interface HandlerResult {
  status: number;
  headers?: Record<string, string>;
  cookies?: Cookie[];
  body?: unknown;
  contentType?: string;
  contentLength?: number;
}

/**
 * Builds the HTTP response for the result of a handler. JSON is validated against the declared schema, which strips
 * undocumented fields. A response to `HEAD` has no body.
 * @throws ConveyorError `internal` for a result that was not declared.
 */
export function httpResponse(result: HandlerResult, responses: Responses, method: string): HttpResponseInit {
  const declared = responses[result?.status];
  if (!declared) throw undeclared(`the status ${result?.status}`);
  const headers = new Headers(defaultHeaders());
  for (const [name, value] of Object.entries(result.headers ?? {})) headers.set(name, value);
  // A cache would return the id of one request to others.
  if (headers.get('cache-control') !== 'no-store') headers.delete('x-correlation-id');
  const head = { status: result.status, headers, ...(result.cookies && { cookies: result.cookies }) };
  if (!declared.body) return head;

  const content =
    'contentType' in declared.body
      ? raw(result, declared.body, headers)
      : json(declared.body, result.body, headers);
  if (method !== 'HEAD') return { ...head, body: content };
  discard(content);
  return head;
}

function json(schema: z.ZodType, body: unknown, headers: Headers): string {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw undeclared('the body', parsed.error);
  const text = JSON.stringify(parsed.data);
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  headers.set('content-length', String(Buffer.byteLength(text)));
  return text;
}

function raw(result: HandlerResult, declared: RawBody, headers: Headers): RawContent {
  // Guaranteed by the types of endpoint().
  const content = result.body as RawContent;
  const contentType = result.contentType ?? mediaTypesOf(declared)[0];
  if (contentType !== undefined) headers.set('content-type', contentType);
  const length = result.contentLength ?? lengthOf(content);
  if (length !== undefined) headers.set('content-length', String(length));
  // `Response` copies bytes twice, but not those of a stream.
  return content instanceof Uint8Array ? ReadableStream.from([content]) : content;
}

/** The media types of a raw body, the default first. */
export function mediaTypesOf({ contentType }: RawBody): readonly string[] {
  return typeof contentType === 'string' ? [contentType] : contentType;
}

function lengthOf(content: RawContent): number | undefined {
  return typeof content === 'string' || content instanceof Uint8Array
    ? Buffer.byteLength(content)
    : undefined;
}

/** Releases the resources of a stream that is not read. Its errors do not affect the response. */
function discard(content: RawContent): void {
  if (content instanceof Readable) content.on('error', () => undefined).destroy();
  else if (content instanceof ReadableStream) content.cancel().catch(() => undefined);
}

function undeclared(what: string, cause?: unknown): ConveyorError {
  return new ConveyorError('internal', {
    cause: new Error(`The handler returned ${what}, which is not declared.`, { cause }),
  });
}
