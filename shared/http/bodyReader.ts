import type { Configuration } from '../configuration.ts';
import type { ErrorCode } from '../errors.ts';
import type { BodySource } from './bodySource.ts';
import type { OpenApiSchemas, SchemaObject } from './openApiSchemas.ts';

/** A limit, mostly in bytes: a number, or one that the configuration sets. */
export type Limit = number | ((configuration: Configuration) => number);

/** What a limit is in a configuration. */
export function limitIn(limit: Limit, configuration: Configuration): number {
  return typeof limit === 'number' ? limit : limit(configuration);
}

/** What a reader is told of the request beside its body. */
export interface BodyFacts {
  /** The whole `Content-Type` header, or '' where there is none. */
  readonly contentType: string;
  readonly headers: Headers;
  readonly maximumBytes: number;
  readonly configuration: Configuration;
}

/** A way to read a request body: what it takes, and how bytes become a value. */
export interface BodyReader<Output> {
  /** Media types in lower case without parameters; a lone wildcard takes any, and none. */
  readonly contentTypes: readonly string[];
  readonly maximumBytes: Limit;
  /** What the body may be longer than `maximumBytes` for its envelope. */
  readonly envelopeBytes?: number;
  /** Whether a request without a body and content type gives `undefined`. */
  readonly optional?: boolean;
  /** Where it stands for several: the one that takes a media type. */
  readonly readerFor?: (mediaType: string) => BodyReader<Output>;
  /** The errors that reading may give, for the documentation. */
  readonly errors: readonly ErrorCode[];
  read(source: BodySource, facts: BodyFacts): Promise<Output>;
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
