import type { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Cookie } from '@azure/functions';
import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { Access, CallerOf } from '../identity/access.ts';
import type { RateLimited } from '../identity/rateLimits/rateLimit.ts';
import type { Services } from '../services.ts';
import type { AuditedChange } from '../tenancy/audit/writeAudit.ts';
import type { BodyReader } from './body/bodyReader.ts';

/** A body that is not JSON, with its possible media types. */
export interface RawBody {
  readonly contentType: string | readonly string[];
}

/** One response of an endpoint. */
export interface ResponseDeclaration {
  readonly description: string;
  /** A JSON schema that validates and strips the body, or a raw body; without it the response has no body. */
  readonly body?: z.ZodType | RawBody;
  /** Header → its description. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Named examples of the body. */
  readonly examples?: Readonly<Record<string, unknown>>;
}
export type Responses = Readonly<Record<number, ResponseDeclaration>>;

/** The bytes of a raw body. A stream that fails aborts the response, so that the client sees it as incomplete. */
export type RawContent = Uint8Array | string | ReadableStream | Readable;

interface ResultHead<Status> {
  status: Status;
  headers?: Record<string, string>;
  cookies?: Cookie[];
  /** For the audit log: what an administrator changed, as views without secrets. */
  audit?: AuditedChange;
}
/** Lets a handler return constants. */
type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;
type ResultBody<Declaration> = Declaration extends { body: infer Body }
  ? Body extends z.ZodType
    ? { body: DeepReadonly<z.input<Body>> }
    : { body: RawContent; contentType?: string; contentLength?: number }
  : { body?: undefined };

/** The return type of a handler: a declared status with the body declared for it. */
export type ResultOf<Declared extends Responses> = {
  [Status in keyof Declared & number]: ResultHead<Status> & ResultBody<Declared[Status]>;
}[keyof Declared & number];

/**
 * The rest of a handler, which does not use the body. It may wait: it runs without a request slot, and after the memory of the
 * body and its share of the budget are released. Its own limits must bound how many wait at once.
 */
export type Deferred<Result> = () => Promise<Result>;

/** Who may call an endpoint; `none` admits everyone. */
export type Authentication = Access | 'none';
/** The caller that an endpoint with this rule has. */
export type CallerWith<Auth extends Authentication> = Auth extends Access ? CallerOf<Auth> : undefined;

/** The schema of path, query or header parameters. */
export type ParameterSchema = z.ZodObject;
// biome-ignore lint/complexity/noBannedTypes: zod's type of an empty object
export type NoParameters = z.ZodObject<{}>;

/** The parsed and validated input of a handler. */
export interface Input<
  Auth extends Authentication,
  Params extends ParameterSchema,
  Query extends ParameterSchema,
  Head extends ParameterSchema,
  Body,
> {
  readonly params: z.output<Params>;
  readonly query: z.output<Query>;
  readonly headers: z.output<Head>;
  readonly body: Body;
  readonly caller: CallerWith<Auth>;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Headers };
}

/** The metadata of an endpoint: enough to register and document it. */
export interface EndpointMetadata {
  /** The function name and OpenAPI operation id. */
  readonly name: string;
  /** `GET` also handles `HEAD`. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Azure Functions route template without a leading slash: `v1/jobs/{id}`; `/` is the root. */
  readonly route: string;
  readonly summary: string;
  readonly description?: string;
  /** Kept for existing clients; the description names its replacement. */
  readonly deprecated?: true;
  /** Its section of the documentation. */
  readonly tag: string;
  readonly auth: Authentication;
  /** The rate limit of its requests by address, for an endpoint that needs no credential. */
  readonly rateLimit?: RateLimited;
  /** Whether its requests count towards a quota of API calls. Default: true, if it has a caller of an organisation. */
  readonly metered?: boolean;
  /** `exempt` also accepts requests that bypass the gateway; only for health endpoints. */
  readonly gateway?: 'exempt';
  readonly params?: ParameterSchema;
  readonly query?: ParameterSchema;
  /** ParameterSchema in lower case. */
  readonly headers?: ParameterSchema;
  readonly body?: BodyReader<unknown>;
  readonly responses: Responses;
  /** The errors specific to this endpoint; the common ones are implied. */
  readonly errors?: readonly ErrorCode[];
}

/** The declaration of an endpoint: its metadata and handler, with matching types. */
export interface EndpointDeclaration<
  Auth extends Authentication,
  Params extends ParameterSchema,
  Query extends ParameterSchema,
  Head extends ParameterSchema,
  Body,
  Declared extends Responses,
  Result,
> extends EndpointMetadata {
  readonly auth: Auth;
  readonly params?: Params;
  readonly query?: Query;
  readonly headers?: Head;
  readonly body?: BodyReader<Body>;
  readonly responses: Declared;
  /** Admission control: refuses a request by throwing, before the body is read. */
  readonly admit?: (caller: CallerWith<Auth>, services: Services, headers: z.output<Head>) => Promise<void>;
  readonly handler: (
    input: Input<Auth, Params, Query, Head, Body>,
    services: Services,
  ) => Result | Promise<Result | Deferred<Result>>;
}
