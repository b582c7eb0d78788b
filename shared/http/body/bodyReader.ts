import type { Configuration } from '../../configuration.ts';
import type { ErrorCode } from '../../errors.ts';
import type { OpenApiSchemas, SchemaObject } from '../openApi/openApiSchemas.ts';
import type { BodySource } from './bodySource.ts';

/** A limit, usually in bytes: a constant or a setting. */
export type Limit = number | ((configuration: Configuration) => number);

/** The value of a limit under a configuration. */
export function resolveLimit(limit: Limit, configuration: Configuration): number {
  return typeof limit === 'number' ? limit : limit(configuration);
}

/** The part of the request that a body reader sees beside the body. */
interface BodyContext {
  /** The `Content-Type` header, or '' if absent. */
  readonly contentType: string;
  readonly headers: Headers;
  readonly maximumBytes: number;
  readonly configuration: Configuration;
}

/** Accepts the request bodies of some media types and parses them. */
export interface BodyReader<Output> {
  /** Media types in lower case without parameters; the wildcard accepts any, and an absent content type. */
  readonly contentTypes: readonly string[];
  readonly maximumBytes: Limit;
  /** Extra bytes allowed over `maximumBytes`, for the envelope. */
  readonly envelopeBytes?: number;
  /** Whether a request without a body and content type yields `undefined`. */
  readonly optional?: boolean;
  /** For a reader that combines several: selects the one for a media type. */
  readonly readerFor?: (mediaType: string) => BodyReader<Output>;
  /** The errors of `read`, for the documentation. */
  readonly errors: readonly ErrorCode[];
  read(source: BodySource, context: BodyContext): Promise<Output>;
  /** Media type → its schema and examples, for the OpenAPI document. */
  openApi(
    schemas: OpenApiSchemas,
  ): Record<string, { schema?: SchemaObject; examples?: Record<string, unknown> }>;
}

/** A media type without its parameters, in lower case. */
export function mediaType(contentType: string): string {
  const end = contentType.indexOf(';');
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** A parameter of a media type (RFC 9110 §5.6.6), in lower case. */
export function mediaTypeParameter(contentType: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(contentType);
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}
