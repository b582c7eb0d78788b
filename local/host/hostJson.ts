import { join } from 'node:path';
import { readJson } from './appSettings.ts';
import { StartError } from './startError.ts';
import { parseTimespan } from './timespan.ts';

interface HostFile {
  version?: string;
  functionTimeout?: string | number;
  logging?: { logLevel?: Record<string, string> };
  singleton?: { listenerLockPeriod?: string; listenerLockRecoveryPollingInterval?: string };
  extensions?: {
    http?: { routePrefix?: string; maxConcurrentRequests?: number; maxOutstandingRequests?: number };
    queues?: {
      batchSize?: number;
      newBatchThreshold?: number;
      visibilityTimeout?: string | number;
      maxPollingInterval?: string | number;
      maxDequeueCount?: number;
      messageEncoding?: string;
      messageLease?: string;
    };
  };
}

/** The longest delay of `setTimeout`. With a longer one it fires at once. */
const longestTimeout = 2 ** 31 - 1;

/** host.json with its overrides and the platform's defaults. All times are in milliseconds. */
export interface HostSettings {
  /** undefined: no limit */
  functionTimeout: number | undefined;
  logLevel: Record<string, string>;
  singleton: { lease: number; retry: number };
  http: { routePrefix: string; maxConcurrentRequests: number; maxOutstandingRequests: number };
  queues: QueueSettings;
}

export interface QueueSettings {
  batchSize: number;
  newBatchThreshold: number;
  visibilityTimeout: number;
  maxPollingInterval: number;
  maxDequeueCount: number;
  messageEncoding: 'base64' | 'none';
  /** How long a message is invisible while it is processed; renewed at half of that. Fixed to 10 minutes in Azure. */
  messageLease: number;
}

/** Reads host.json of the app in `directory` and applies the overrides of the environment. */
export function loadHostSettings(directory: string): HostSettings {
  const file = readJson<HostFile>(join(directory, 'host.json')) ?? { version: '2.0' };
  applyOverrides(file as Record<string, unknown>, process.env);
  if (file.version !== '2.0') throw new StartError('host.json must say "version": "2.0".');
  const timeout = milliseconds('functionTimeout', file.functionTimeout, 30 * 60_000);
  const http = file.extensions?.http ?? {};
  return {
    functionTimeout: timeout < 0 ? undefined : timeout,
    logLevel: file.logging?.logLevel ?? {},
    singleton: {
      lease: milliseconds('singleton.listenerLockPeriod', file.singleton?.listenerLockPeriod, 60_000),
      retry: milliseconds(
        'singleton.listenerLockRecoveryPollingInterval',
        file.singleton?.listenerLockRecoveryPollingInterval,
        60_000,
      ),
    },
    http: {
      routePrefix: http.routePrefix ?? 'api',
      maxConcurrentRequests: http.maxConcurrentRequests ?? -1,
      maxOutstandingRequests: http.maxOutstandingRequests ?? -1,
    },
    queues: queueSettings(file.extensions?.queues ?? {}),
  };
}

function queueSettings(queues: NonNullable<NonNullable<HostFile['extensions']>['queues']>): QueueSettings {
  const batchSize = wholeNumber('batchSize', queues.batchSize ?? 16, 1, 32);
  const messageEncoding = (queues.messageEncoding ?? 'base64').toLowerCase();
  if (messageEncoding !== 'base64' && messageEncoding !== 'none') {
    throw new StartError('extensions.queues.messageEncoding in host.json must be "base64" or "none".');
  }
  return {
    batchSize,
    newBatchThreshold: wholeNumber(
      'newBatchThreshold',
      queues.newBatchThreshold ?? Math.floor(batchSize / 2),
      0,
    ),
    visibilityTimeout: milliseconds('extensions.queues.visibilityTimeout', queues.visibilityTimeout, 0),
    maxPollingInterval: milliseconds(
      'extensions.queues.maxPollingInterval',
      queues.maxPollingInterval,
      60_000,
    ),
    maxDequeueCount: wholeNumber('maxDequeueCount', queues.maxDequeueCount ?? 5, 1),
    messageEncoding,
    messageLease: milliseconds('extensions.queues.messageLease', queues.messageLease, 10 * 60_000),
  };
}

function wholeNumber(name: string, value: number, from: number, to = 2 ** 31 - 1): number {
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new StartError(
    `extensions.queues.${name} in host.json must be a whole number from ${from} to ${to}.`,
  );
}

/** Applies `AzureFunctionsJobHost__a__b=value` to host.json. Names are case-insensitive; values are JSON or text. */
function applyOverrides(file: Record<string, unknown>, environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) {
    const path = /^AzureFunctionsJobHost(?:__|:)(.+)$/i.exec(name)?.[1]?.split(/__|:/);
    if (!path || value === undefined) continue;
    let section = file;
    for (const part of path.slice(0, -1)) {
      const key = keyLike(section, part);
      section[key] ??= {};
      section = section[key] as Record<string, unknown>;
    }
    section[keyLike(section, path.at(-1) as string)] = jsonOrText(value);
  }
}

function keyLike(section: Record<string, unknown>, name: string): string {
  return Object.keys(section).find((key) => key.toLowerCase() === name.toLowerCase()) ?? camelCase(name);
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function milliseconds(name: string, value: string | number | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const parsed = typeof value === 'number' ? value : parseTimespan(value);
  if (parsed === undefined) throw new StartError(`${name} in host.json must be a time such as "00:00:30".`);
  return Math.min(parsed, longestTimeout);
}
