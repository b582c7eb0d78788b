import type { z } from 'zod';
import { ConveyorError } from '../../errors.ts';
import { issuesOf } from '../issues.ts';
import { type BodyReader, type Limit, mediaTypeParameter } from './bodyReader.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

interface JsonBodyOptions {
  maximumBytes?: Limit;
  /** Named examples for the documentation. */
  examples?: Record<string, unknown>;
}

/**
 * A JSON body (RFC 8259, UTF-8) that matches the schema, at most 64 KiB by default.
 * A strict schema rejects unknown fields. With `optional`, a request without a body yields `undefined`.
 * Its reader throws ConveyorError `invalid_json`, or `bad_request` with `issues`.
 */
export function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
  options: JsonBodyOptions & { optional: true },
): BodyReader<z.output<Schema> | undefined>;
export function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
  options?: JsonBodyOptions,
): BodyReader<z.output<Schema>>;
export function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
  { maximumBytes = 65_536, examples, optional = false }: JsonBodyOptions & { optional?: boolean } = {},
): BodyReader<z.output<Schema> | undefined> {
  return {
    contentTypes: ['application/json'],
    maximumBytes,
    optional,
    errors: ['bad_request', 'body_too_large', 'invalid_json', 'unsupported_media_type'],
    async read(source, { contentType, maximumBytes: limit }) {
      return readJson(await source.bytes(limit), schema, contentType);
    },
    openApi: (schemas) => ({
      'application/json': {
        schema: schemas.reference(schema, 'input'),
        ...(examples && { examples: namedExamples(examples) }),
      },
    }),
  };
}

/**
 * Parses and validates the bytes of a JSON body.
 * @throws ConveyorError `unsupported_media_type` (another charset), `invalid_json`, or `bad_request` with `issues`.
 */
export function readJson<Schema extends z.ZodType>(
  bytes: Uint8Array,
  schema: Schema,
  contentType: string,
): z.output<Schema> {
  const charset = mediaTypeParameter(contentType, 'charset');
  if (charset !== undefined && charset !== 'utf-8')
    throw new ConveyorError('unsupported_media_type', { detail: 'JSON must be encoded in UTF-8.' });
  const result = schema.safeParse(parse(bytes));
  if (result.success) return result.data;
  throw new ConveyorError('bad_request', {
    detail: 'The request body is invalid. See `issues`.',
    members: { issues: issuesOf(result.error, 'body') },
  });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new ConveyorError('invalid_json', { cause });
  }
}

/** Named examples in the format of OpenAPI. */
export function namedExamples(examples: Record<string, unknown>): Record<string, { value: unknown }> {
  return Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));
}
