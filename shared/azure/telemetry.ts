import type { RequestOptions } from 'node:http';
import { correlationId, traceId } from './trace.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Record<string, unknown>;
type LogLine = (message: string, fields?: LogFields) => void;

/** Structured logs. Fields are plain values; an `Error` is logged with message, stack and causes. */
export type Log = Record<LogLevel, LogLine>;

/** Writes a log line: level, message and fields, which include the trace id and the correlation id. */
export type LogSink = (level: LogLevel, message: string, fields: LogFields) => void;

/** A destination of log lines that can send what it holds. */
export interface FlushableSink {
  sink: LogSink;
  flush(): Promise<void>;
}

const order: LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** A log that writes lines of `minimum` level or above to every sink, with the ids of the current trace. */
export function createLog(minimum: LogLevel, sinks: LogSink[]): Log {
  const line =
    (level: LogLevel): LogLine =>
    (message, fields = {}) => {
      const [trace, correlation] = [traceId(), correlationId()];
      const all = {
        ...(trace !== undefined && { traceId: trace }),
        ...(correlation !== undefined && { correlationId: correlation }),
        ...fields,
      };
      for (const sink of sinks) sink(level, message, all);
    };
  const silent: LogLine = () => undefined;
  const from = order.indexOf(minimum);
  const at = (level: LogLevel) => (order.indexOf(level) >= from ? line(level) : silent);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** One line on standard output: readable text in a terminal, JSON otherwise. */
export const consoleSink: LogSink = (level, message, fields) => {
  const time = new Date().toISOString();
  if (process.stdout.isTTY)
    process.stdout.write(`${time.slice(11, 23)} ${level.padEnd(5)} ${message}${textOf(fields)}\n`);
  else process.stdout.write(`${json({ time, level, message, ...fields })}\n`);
};

const json = (value: unknown) =>
  JSON.stringify(value, (_, inner) => {
    if (typeof inner === 'string') return redactUrls(inner);
    return inner instanceof Error ? plainError(inner) : inner;
  });

/** Removes user info, queries and fragments from the URLs in a text, because they may contain credentials. */
const redactUrls = (text: string) =>
  text.replace(/(https?:\/\/)(?:[^\s/?#"<>]*@)?((?:(?!https?:\/\/)[^\s?#"<>])*)(?:[?#][^\s"<>]*)?/gi, '$1$2');

function textOf(fields: LogFields): string {
  const entries = Object.entries(fields).filter(([name]) => name !== 'traceId');
  return entries
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? redactUrls(value) : json(value)}`)
    .join('');
}

/** What is excluded from traces, because it would reveal user activity. */
export interface Untraced {
  /** Cosmos containers: request URLs contain the ids of their records. */
  containers: readonly string[];
  /** Request paths: their traces contain the IP addresses of callers. */
  paths: RegExp;
}

/** Loads and starts the Application Insights SDK. */
export async function applicationInsightsSink(
  connectionString: string,
  untraced?: Untraced,
): Promise<FlushableSink> {
  const insights = (await import('applicationinsights')).default;
  const configuration = insights.setup(connectionString).setAutoCollectConsole(false);
  if (untraced) insights.defaultClient.config.azureMonitorOpenTelemetryOptions = withoutTracesOf(untraced);
  configuration.start();
  const client = insights.defaultClient;
  const severities = { debug: 'Verbose', info: 'Information', warn: 'Warning', error: 'Error' } as const;
  const sink: LogSink = (level, message, fields) => {
    const properties: Record<string, string> = {};
    for (const [name, value] of Object.entries(fields))
      properties[name] = typeof value === 'string' ? redactUrls(value) : json(value);
    client.trackTrace({ message, severity: severities[level], properties });
  };
  return { sink, flush: async () => void (await client.flush()) };
}

/**
 * Options that replace those of the SDK. A request with `createConnection` goes to a caller-supplied address, whose URL may
 * contain credentials, so it is not traced.
 */
function withoutTracesOf({ containers, paths }: Untraced) {
  const records = new RegExp(`/colls/(${containers.join('|')})(/|$)`);
  const http = {
    enabled: true,
    ignoreOutgoingRequestHook: ({ path, createConnection }: RequestOptions) =>
      createConnection !== undefined || records.test(path ?? ''),
    ignoreIncomingRequestHook: ({ url }: { url?: string }) => paths.test(url ?? ''),
  };
  const instrumentationOptions = { http, azureSdk: { enabled: true } };
  return { instrumentationOptions };
}

/** An error as plain values, without the requests and responses that SDKs attach to errors, because they contain tokens. */
function plainError(error: Error): Record<string, unknown> {
  const plain: Record<string, unknown> = { name: error.name, message: error.message, stack: error.stack };
  const { code } = error as { code?: unknown };
  if (code !== undefined) plain.code = code;
  if (error.cause instanceof Error) plain.cause = plainError(error.cause);
  if (error instanceof AggregateError)
    plain.errors = error.errors.map((inner) => (inner instanceof Error ? plainError(inner) : inner));
  return plain;
}
