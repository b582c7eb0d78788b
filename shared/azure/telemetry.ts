import type { RequestOptions } from 'node:http';
import { traceId } from './trace.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Record<string, unknown>;
type LogLine = (message: string, fields?: LogFields) => void;

/** Structured logs. Fields are plain values; an `Error` is written with its message, stack and causes. */
export type Log = Record<LogLevel, LogLine>;

/** Where a line goes: level, message, fields (with the trace id). */
export type LogSink = (level: LogLevel, message: string, fields: LogFields) => void;

const order: LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** A log that writes what is at least `least` to every sink, with the trace id of the moment. */
export function createLog(least: LogLevel, sinks: LogSink[]): Log {
  const line =
    (level: LogLevel): LogLine =>
    (message, fields = {}) => {
      const trace = traceId();
      const all = trace === undefined ? fields : { traceId: trace, ...fields };
      for (const sink of sinks) sink(level, message, all);
    };
  const silent: LogLine = () => undefined;
  const from = order.indexOf(least);
  const at = (level: LogLevel) => (order.indexOf(level) >= from ? line(level) : silent);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** One line on standard output: JSON for machines, words where somebody looks at a terminal. */
export const consoleSink: LogSink = (level, message, fields) => {
  const time = new Date().toISOString();
  if (process.stdout.isTTY)
    process.stdout.write(`${time.slice(11, 23)} ${level.padEnd(5)} ${message}${words(fields)}\n`);
  else process.stdout.write(`${json({ time, level, message, ...fields })}\n`);
};

const json = (value: unknown) =>
  JSON.stringify(value, (_, inner) => {
    if (typeof inner === 'string') return withoutQueries(inner);
    return inner instanceof Error ? plainError(inner) : inner;
  });

/** A text without what opens the addresses in it: their user info, queries and fragments. */
const withoutQueries = (text: string) =>
  text.replace(/(https?:\/\/)(?:[^\s/?#"<>]*@)?((?:(?!https?:\/\/)[^\s?#"<>])*)(?:[?#][^\s"<>]*)?/gi, '$1$2');

function words(fields: LogFields): string {
  const entries = Object.entries(fields).filter(([name]) => name !== 'traceId');
  return entries
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? withoutQueries(value) : json(value)}`)
    .join('');
}

/** What is left out of the traces: they would tell who did what. */
export interface Untraced {
  /** Containers of Cosmos: the ids of their records stand in addresses. */
  containers: readonly string[];
  /** Paths of requests: with them stand the addresses of callers. */
  paths: RegExp;
}

/** Application Insights: loads its SDK, connects, and returns the sink that writes to it. */
export async function applicationInsightsSink(
  connectionString: string,
  untraced?: Untraced,
): Promise<LogSink> {
  const insights = (await import('applicationinsights')).default;
  const configuration = insights.setup(connectionString).setAutoCollectConsole(false);
  if (untraced) insights.defaultClient.config.azureMonitorOpenTelemetryOptions = withoutTracesOf(untraced);
  configuration.start();
  const client = insights.defaultClient;
  const severities = { debug: 'Verbose', info: 'Information', warn: 'Warning', error: 'Error' } as const;
  return (level, message, fields) => {
    const properties: Record<string, string> = {};
    for (const [name, value] of Object.entries(fields))
      properties[name] = typeof value === 'string' ? withoutQueries(value) : json(value);
    client.trackTrace({ message, severity: severities[level], properties });
  };
}

/**
 * Options of the SDK, which replaces its own of the same name with them. A request over a connection of its own goes to an
 * address that a caller named: what opens that is nobody else's.
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

/** An error as plain values. Requests and responses that SDKs hang on their errors stay out: they hold tokens. */
function plainError(error: Error): Record<string, unknown> {
  const plain: Record<string, unknown> = { name: error.name, message: error.message, stack: error.stack };
  const { code } = error as { code?: unknown };
  if (code !== undefined) plain.code = code;
  if (error.cause instanceof Error) plain.cause = plainError(error.cause);
  if (error instanceof AggregateError)
    plain.errors = error.errors.map((inner) => (inner instanceof Error ? plainError(inner) : inner));
  return plain;
}
