import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { compileCache } from '../compileCache.ts';
import type { ChildMessage, ParentMessage } from './runService.ts';

/** The parent's side of a process of the cloud. */
export interface Child<Addresses> {
  addresses: Addresses;
  pid: number;
  /** Requests a stop and waits for the exit. */
  stop(): Promise<void>;
  kill(): void;
  /** Resolves when the process exits: undefined after stop() or kill(), otherwise the reason. */
  exited: Promise<string | undefined>;
}

/** Time for a child to stop before it is killed, in milliseconds. */
const stopTimeout = 5000;

/**
 * Starts the module in a child process and waits until it is ready. Its output is written to `logFile`. The process loads while
 * `options` is still pending.
 * @throws Error with the child's reason if it exits before it is ready
 */
export async function startChild<Options, Addresses>(
  module: URL,
  options: Promise<Options>,
  { logFile, environment = {} }: { logFile: string; environment?: Record<string, string> },
): Promise<Child<Addresses>> {
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 });
  const log = openSync(logFile, 'a', 0o600);
  const child = fork(module, [], {
    stdio: ['ignore', log, log, 'ipc'],
    // The parent's Node flags and secrets are not passed on.
    execArgv: [],
    env: {
      ...pick(process.env, ['PATH', 'HOME', 'TMPDIR', 'TZ', 'SystemRoot', 'TEMP']),
      NODE_COMPILE_CACHE: compileCache,
      ...environment,
    },
  });
  closeSync(log);

  let stopRequested = false;
  let reason: string | undefined;
  const exited = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => {
      reason ??= error.message;
      resolve(reason);
    });
    child.once('exit', (code, signal) =>
      resolve(
        stopRequested
          ? undefined
          : `${reason ?? `it exited with ${signal ?? `code ${code}`}`} (see ${logFile})`,
      ),
    );
  });
  const started = new Promise<Addresses>((resolve, reject) => {
    child.on('message', (message: ChildMessage<Addresses>) => {
      if ('ready' in message) resolve(message.ready);
      else reason = message.failed;
    });
    exited.then((why) => reject(new Error(`A process of the local cloud did not start: ${why}`)), reject);
    options.then((start) => send(child, { start }), reject);
  });
  const addresses = await started.catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });

  return {
    addresses,
    pid: child.pid as number,
    exited,
    async stop() {
      stopRequested = true;
      send(child, { stop: true });
      const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
      await exited;
      clearTimeout(timer);
    },
    kill() {
      stopRequested = true;
      child.kill('SIGKILL');
    },
  };
}

function send<Options>(child: ChildProcess, message: ParentMessage<Options>): void {
  // `exited` reports a child that has already exited.
  if (child.connected) child.send(message as object, () => {});
}

function pick(from: NodeJS.ProcessEnv, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}
