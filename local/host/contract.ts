/**
 * The contract between a Functions host and `@azure/functions`: the types of the module `@azure/functions-core`, which the
 * host supplies. Names and fields are those of Azure.
 */

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type LogCategory = 'user' | 'system' | 'customMetric';
export type FunctionCallback = (...args: unknown[]) => unknown;
export type HookName = 'preInvocation' | 'postInvocation' | 'appStart' | 'appTerminate' | 'log';

export interface Binding {
  type: string;
  direction?: 'in' | 'out' | 'inout';
  dataType?: 'undefined' | 'string' | 'binary' | 'stream';
  /** httpTrigger */
  route?: string;
  methods?: string[];
  authLevel?: string;
  /** queueTrigger */
  queueName?: string;
  connection?: string;
  /** timerTrigger */
  schedule?: string;
  runOnStartup?: boolean;
  useMonitor?: boolean;
}

export interface FunctionMetadata {
  name: string;
  functionId?: string;
  bindings: Record<string, Binding>;
  retryOptions?: object;
}

export interface HttpCookie {
  name: string;
  value: string;
  domain?: { value: string };
  path?: { value: string };
  expires?: { value: { seconds: number } };
  secure?: { value: boolean };
  httpOnly?: { value: boolean };
  sameSite?: string;
  maxAge?: { value: number };
}

/** A request to a function, or its response, when bodies are buffered. */
export interface HttpData {
  url?: string;
  method?: string;
  statusCode?: string;
  headers?: Record<string, string>;
  nullableHeaders?: Record<string, { value: string }>;
  nullableQuery?: Record<string, { value: string }>;
  nullableParams?: Record<string, { value: string }>;
  cookies?: HttpCookie[];
  body?: TypedData | null;
}

export interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
  http?: HttpData;
}

export interface TraceContext {
  traceParent: string;
  traceState: string;
  attributes: Record<string, string>;
}

export interface InvocationRequest {
  invocationId: string;
  functionId: string;
  inputData: { name: string; data: TypedData }[];
  triggerMetadata: Record<string, TypedData>;
  traceContext: TraceContext;
}

export interface InvocationResponse {
  outputData?: { name: string; data?: TypedData | null }[];
  returnValue?: TypedData | null;
}

export interface CoreInvocationContext {
  invocationId: string;
  request: InvocationRequest;
  metadata: FunctionMetadata;
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  log(level: LogLevel, category: LogCategory, message: string): void;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>;
}

export interface ProgrammingModel {
  name: string;
  version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel | Promise<InvocationModel>;
  getCapabilities?(
    defaults: Record<string, string>,
  ): Record<string, string> | Promise<Record<string, string>>;
}

/** The version of the Azure host whose behaviour this host follows. */
export const hostVersion = '4.1048.200';

/** The trigger binding of a function, and the name of the handler's input. */
export function triggerOf(metadata: FunctionMetadata): { name: string; binding: Binding; type: string } {
  const found = Object.entries(metadata.bindings).find(([, binding]) => /trigger$/i.test(binding.type));
  if (!found) throw new Error(`Function '${metadata.name}' has no trigger.`);
  return { name: found[0], binding: found[1], type: found[1].type.toLowerCase() };
}
