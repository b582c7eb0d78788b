import { Readable } from 'node:stream';
import type { Cookie, HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import { ConveyorError } from '../errors.ts';
import type { RawBody, RawContent, Responses } from './declaration.ts';
import { defaultHeaders } from './defaultHeaders.ts';

/** An answer as it comes from any handler. */
export interface AnyAnswer {
  status: number;
  headers?: Record<string, string>;
  cookies?: Cookie[];
  body?: unknown;
  contentType?: string;
  contentLength?: number;
}

/**
 * The response to write for a handler's answer. JSON is checked against the declared schema and trimmed to it, so that
 * no field leaves that isn't documented. To `HEAD` goes the head alone.
 * @throws ConveyorError `internal` for an answer that wasn't declared.
 */
export function answerResponse(answer: AnyAnswer, responses: Responses, method: string): HttpResponseInit {
  const declared = responses[answer?.status];
  if (!declared) throw undeclared(`the status ${answer?.status}`);
  const headers = new Headers(defaultHeaders);
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  const head = { status: answer.status, headers, ...(answer.cookies && { cookies: answer.cookies }) };
  if (!declared.body) return head;

  const content =
    'contentType' in declared.body
      ? raw(answer, declared.body, headers)
      : json(declared.body, answer.body, headers);
  if (method !== 'HEAD') return { ...head, body: content };
  discard(content);
  return head;
}

function json(schema: z.ZodType, body: unknown, headers: Headers): string {
  const result = schema.safeParse(body);
  if (!result.success) throw undeclared('the body', result.error);
  const text = JSON.stringify(result.data);
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  headers.set('content-length', String(Buffer.byteLength(text)));
  return text;
}

function raw(answer: AnyAnswer, declared: RawBody, headers: Headers): RawContent {
  // The types of endpoint() leave nothing else here.
  const content = answer.body as RawContent;
  const contentType = answer.contentType ?? mediaTypesOf(declared)[0];
  if (contentType !== undefined) headers.set('content-type', contentType);
  const length = answer.contentLength ?? lengthOf(content);
  if (length !== undefined) headers.set('content-length', String(length));
  return content;
}

/** The media types a raw body may have, the usual one first. */
export function mediaTypesOf({ contentType }: RawBody): readonly string[] {
  return typeof contentType === 'string' ? [contentType] : contentType;
}

function lengthOf(content: RawContent): number | undefined {
  return typeof content === 'string' || content instanceof Uint8Array
    ? Buffer.byteLength(content)
    : undefined;
}

/** Lets go of what a stream holds: nobody will read it. */
function discard(content: RawContent): void {
  if (content instanceof Readable) content.on('error', () => undefined).destroy();
  else if (content instanceof ReadableStream) content.cancel().catch(() => undefined);
}

function undeclared(what: string, cause?: unknown): ConveyorError {
  return new ConveyorError('internal', {
    cause: new Error(`A handler gave ${what}, which isn't declared.`, { cause }),
  });
}
