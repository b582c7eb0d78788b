import type { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Cookie } from '@azure/functions';
import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import type { AuthScheme, CallerOf } from '../identity/authenticate.ts';
import type { Services } from '../services.ts';
import type { BodyReader } from './bodyReader.ts';

/** A body that isn't JSON: its media type, or the ones it may have. */
export interface RawBody {
  readonly contentType: string | readonly string[];
}

/** One way an endpoint may answer. */
export interface ResponseDeclaration {
  readonly description: string;
  /** A schema of JSON, which the answer is checked against and trimmed to; or raw bytes; nothing if absent. */
  readonly body?: z.ZodType | RawBody;
  /** Header → what it tells. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Named examples of the body. */
  readonly examples?: Readonly<Record<string, unknown>>;
}
export type Responses = Readonly<Record<number, ResponseDeclaration>>;

/** The bytes of a raw answer. A stream that fails leaves the answer cut off, never looking whole. */
export type RawContent = Uint8Array | string | ReadableStream | Readable;

interface AnswerHead<Status> {
  status: Status;
  headers?: Record<string, string>;
  cookies?: Cookie[];
}
/** What a handler returns is only read, so that constants will do. */
type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;
type AnswerBody<Declaration> = Declaration extends { body: infer Body }
  ? Body extends z.ZodType
    ? { body: DeepReadonly<z.input<Body>> }
    : { body: RawContent; contentType?: string; contentLength?: number }
  : { body?: undefined };

/** What a handler may return: one of the declared statuses with the body declared for it. */
export type Answer<Declared extends Responses> = {
  [Status in keyof Declared & number]: AnswerHead<Status> & AnswerBody<Declared[Status]>;
}[keyof Declared & number];

export type Authentication = AuthScheme | 'none';
/** Who calls an endpoint that authenticates so. */
export type CallerWith<Auth extends Authentication> = Auth extends AuthScheme ? CallerOf<Auth> : undefined;

/** A check of named strings. */
export type Names = z.ZodObject;
// biome-ignore lint/complexity/noBannedTypes: zod's own way to say "no names at all"
export type NoNames = z.ZodObject<{}>;

/** What a handler gets: everything parsed and checked. */
export interface Input<
  Auth extends Authentication,
  Params extends Names,
  Query extends Names,
  Head extends Names,
  Body,
> {
  readonly params: z.output<Params>;
  readonly query: z.output<Query>;
  readonly headers: z.output<Head>;
  readonly body: Body;
  readonly caller: CallerWith<Auth>;
  readonly request: { readonly method: string; readonly url: string; readonly headers: Headers };
}

/** What is told of an endpoint beside its code: enough to register and to document it. */
export interface EndpointFacts {
  /** The function's name and the operation's id. */
  readonly name: string;
  /** `GET` answers `HEAD` too. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** In the host's notation, without a leading slash: `v1/jobs/{id}`; `/` is the root. */
  readonly route: string;
  readonly summary: string;
  readonly description?: string;
  /** The section of the documentation it stands in. */
  readonly tag: string;
  readonly auth: Authentication;
  /** `exempt` answers requests that didn't come by the gateway: health only. */
  readonly gateway?: 'exempt';
  readonly params?: Names;
  readonly query?: Names;
  /** Names in lower case. */
  readonly headers?: Names;
  readonly body?: BodyReader<unknown>;
  readonly responses: Responses;
  /** The errors it documents; those that any endpoint may give are implied. */
  readonly errors?: readonly ErrorCode[];
}

/** The declaration of an endpoint: its facts, with types that tie them to the handler. */
export interface EndpointDeclaration<
  Auth extends Authentication,
  Params extends Names,
  Query extends Names,
  Head extends Names,
  Body,
  Declared extends Responses,
  Result,
> extends EndpointFacts {
  readonly auth: Auth;
  readonly params?: Params;
  readonly query?: Query;
  readonly headers?: Head;
  readonly body?: BodyReader<Body>;
  readonly responses: Declared;
  /** Refuses a call by throwing, before anything of its body is read. */
  readonly admit?: (caller: CallerWith<Auth>, services: Services) => Promise<void>;
  readonly handler: (
    input: Input<Auth, Params, Query, Head, Body>,
    services: Services,
  ) => Result | Promise<Result>;
}
